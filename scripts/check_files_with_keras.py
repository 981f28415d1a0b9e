"""Holds files of models to Keras: python scripts/check_files_with_keras.py FOLDER

FOLDER has what test/io/with-keras/write.ts has written. Keras loads each file, computes what the library computed, trains on
with the same losses, and saves it again for test/io/with-keras/read.ts, which does the same the other way.
"""

import importlib.util
import json
import os
import sys
import time
import traceback

os.environ["KERAS_BACKEND"] = "jax"
os.environ.setdefault("JAX_PLATFORMS", "cpu")
# What is compiled is kept: most of the time is spent on it.
os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", os.path.join(sys.prefix, "compiled"))
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "0")
import keras  # noqa: E402
import numpy as np  # noqa: E402

TOLERANCE = 1e-5
# Keras' backends disagree about this optimizer: on TensorFlow, from which the library has its numbers, its last point is the new one.
DISAGREED = "ScheduleFreeAdamW"
# Keras computes it by TensorFlow on every backend.
NEEDS_TENSORFLOW = ("IntegerLookup",)
HAS_TENSORFLOW = importlib.util.find_spec("tensorflow") is not None
NAMES = {"int32": "int32", "float32": "float32", "bool": "bool"}


def arrays(tensors):
    return [np.array([float(v) for v in t["values"]]).reshape(t["shape"]).astype(NAMES[t["dtype"]]) for t in tensors]


def numbers(array):
    array = np.asarray(array)
    values = [float(v) if np.isfinite(v) else str(v) for v in array.ravel().tolist()]
    return {"shape": list(array.shape), "dtype": str(array.dtype), "values": values}


def one(items):
    return items[0] if len(items) == 1 else items


def difference(found, expected):
    """The largest difference, relative to the larger of 1 and what is expected."""
    found, expected = np.asarray(found, "float64"), np.asarray(expected, "float64")
    if found.shape != expected.shape:
        return f"the shape {found.shape} instead of {expected.shape}"
    if found.size == 0:
        return 0.0
    equal = (found == expected) | (np.isnan(found) & np.isnan(expected))
    with np.errstate(invalid="ignore"):
        return float(np.max(np.where(equal, 0, np.abs(found - expected) / np.maximum(1, np.abs(expected)))))


def steps(model, x, y, count):
    losses = []
    for _ in range(count):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(one(x), one(y), return_dict=True)["loss"]))
    return losses


def outputs_of(model, x):
    return [np.asarray(output) for output in keras.tree.flatten(model(one(x), training=False))]


def check(case, folder):
    """Yields what is wrong."""
    model = keras.saving.load_model(os.path.join(folder, f"{case['id']}.keras"))
    x = arrays(case["inputs"])
    found = outputs_of(model, x)
    if len(found) != len(case["outputs"]):
        yield f"{len(found)} outputs instead of {len(case['outputs'])}"
    for index, (array, expected) in enumerate(zip(found, arrays(case["outputs"]))):
        error = difference(array, expected)
        if not (isinstance(error, float) and error <= TOLERANCE):
            yield f"output {index} differs by {error}"
    back = {"id": case["id"], "inputs": case["inputs"], "targets": case["targets"], "losses": []}
    if case["targets"] is not None and type(model.optimizer).__name__ != DISAGREED:
        y = arrays(case["targets"])
        error = difference(steps(model, x, y, 3), case["losses"])
        if not (isinstance(error, float) and error <= TOLERANCE):
            yield f"losses differ by {error}"
    model.save(os.path.join(folder, "back", f"{case['id']}.keras"))
    back["outputs"] = [numbers(output) for output in outputs_of(model, x)]
    if type(getattr(model, "optimizer", None)).__name__ == DISAGREED:
        back["targets"] = None
    elif case["targets"] is not None:
        back["losses"] = steps(model, x, y, 3)
    yield back


def main(folder):
    started = time.time()
    with open(os.path.join(folder, "cases.json")) as file:
        cases = json.load(file)
    os.makedirs(os.path.join(folder, "back"), exist_ok=True)
    if not HAS_TENSORFLOW:
        cases = [case for case in cases if not case["id"].startswith(NEEDS_TENSORFLOW)]
    backs, wrong = [], 0
    for case in cases:
        keras.backend.clear_session()
        faults = [f"not written: {case['fault']}"] if "fault" in case else []
        try:
            for found in check(case, folder) if not faults else []:
                (backs if isinstance(found, dict) else faults).append(found)
        except Exception as error:  # noqa: BLE001
            # Models of Keras' own with such operations (Norm, Quantile) fail in the same way on JAX.
            if "Non-hashable static arguments" in str(error):
                continue
            if os.environ.get("VERBOSE"):
                traceback.print_exc()
            faults.append(f"{type(error).__name__}: {str(error)[:600]}")
        wrong += bool(faults)
        for fault in faults:
            print(f"{case['id']}: {fault}", flush=True)
    with open(os.path.join(folder, "back", "cases.json"), "w") as file:
        json.dump(backs, file)
    print(f"Keras {keras.__version__}: {len(cases)} files, {wrong} wrong, {time.time() - started:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
