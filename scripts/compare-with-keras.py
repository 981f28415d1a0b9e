"""Holds random calls of every layer to what Keras infers: python scripts/compare-with-keras.py cases.json

Needs keras and a backend of it. Prints each call of which Keras says another shape, or whose configuration it rejects.
"""

import json
import os
import sys
from collections import Counter

os.environ.setdefault("KERAS_BACKEND", "jax")
import keras  # noqa: E402


def tensors(described):
    if isinstance(described, list):
        return [tensors(one) for one in described]
    return described and keras.KerasTensor(described["shape"], dtype=described["dtype"])


def shapes(outputs):
    tensors = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    return [list(tensor.shape) for tensor in tensors]


with open(sys.argv[1]) as file:
    data = json.load(file)

counts, wrong = Counter(), 0
for case in data["cases"]:
    name = case["config"]["class_name"]
    try:
        layer = keras.layers.deserialize(case["config"])
        inputs = tensors(case["inputs"])
        positional = inputs if case["isPositional"] else [inputs if case["isList"] else inputs[0]]
        found = shapes(layer(*positional, **{name: tensors(one) for name, one in case["tensors"].items()}, **case["options"]))
    except Exception as error:  # noqa: BLE001
        found = f"{type(error).__name__}: {str(error).splitlines()[0][:160]}"
    # Sizes that vary are no matter here: states are made when the sizes are there.
    if "only support static" in found:
        continue
    counts[name] += 1
    if found != case["outputs"]:
        wrong += 1
        print(case["text"], "\n  here", case["outputs"], "\n  Keras", found)

print(f"seed {data['seed']}: {sum(counts.values())} calls of {len(counts)} classes, {wrong} of which Keras sees otherwise")
sys.exit(1 if wrong else 0)
