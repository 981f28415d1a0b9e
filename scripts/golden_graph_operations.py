"""Writes configurations of models of Keras 3 with operations, with what they compute: python scripts/golden_graph_operations.py FILE"""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import ops  # noqa: E402

CASES = {
    "x[:, 0]": (lambda x: x[:, 0], (6, 4)),
    "x[:, -1, :]": (lambda x: x[:, -1, :], (6, 4)),
    "x[..., 1]": (lambda x: x[..., 1], (6, 4)),
    "x[:, ::2]": (lambda x: x[:, ::2], (6, 4)),
    "x[:, ::-1]": (lambda x: x[:, ::-1], (6, 4)),
    "x[:, 1:-1, 2:]": (lambda x: x[:, 1:-1, 2:], (6, 4)),
    "x[:, None]": (lambda x: x[:, None], (6,)),
    "x[:, :3] of unknown size": (lambda x: x[:, :3], (None, 4)),
    "image.resize": (lambda x: ops.image.resize(x, (4, 5)), (8, 8, 3)),
    "image.resize, nearest": (lambda x: ops.image.resize(x, (4, 5), interpolation="nearest"), (8, 8, 3)),
    "multi_hot": (lambda x: ops.multi_hot(x, 8), (3,), "int32"),
    "split": (lambda x: ops.split(x, [2, 3], axis=1), (6,)),
    "names": (lambda x: ops.multiply(keras.layers.Dense(4, "relu", name="multiply_7")(x) * 2, 3), (4,)),
    "a constant array": (lambda x: x * np.array([1.5, -2, 3], "float32") + np.float32(0.5), (3,)),
    "a constant array first": (lambda x: ops.subtract(np.arange(3, dtype="float32"), ops.matmul(x, np.ones((4, 3), "float32"))), (4,)),
    "a constant tensor": (lambda x: ops.matmul(x, ops.reshape(ops.arange(8, dtype="float32"), (4, 2))), (4,)),
    "a constant in a list": (lambda x: ops.concatenate([x, ops.ones((2, 3))], axis=1), (4,)),
    "constant integers": (lambda x: ops.take(x, np.array([2, 0]), axis=1) + x[:, 1:3] * np.array([1, 2]), (4,)),
    "constant booleans": (lambda x: ops.where(np.array([True, False, True]), x, 0.0), (3,)),
    "image.pad_images": (lambda x: ops.image.pad_images(x, 2, 1, target_height=9, target_width=8), (5, 4, 3)),
    "image.pad_images, all sides": (lambda x: ops.image.pad_images(x, 2, 1, 0, 3), (5, 4, 3)),
    "image.crop_images": (lambda x: ops.image.crop_images(x, 2, 1, target_height=3, target_width=2), (6, 5, 3)),
    "image.crop_images, all sides": (lambda x: ops.image.crop_images(x, 1, 2, 1, 0), (6, 5, 3)),
    "image.rgb_to_grayscale": (lambda x: ops.image.rgb_to_grayscale(x), (4, 5, 3)),
    "image.rgb_to_grayscale, grey": (lambda x: ops.image.rgb_to_grayscale(x), (4, 5, 1)),
}


def values(shape, dtype):
    count = int(np.prod(shape))
    if dtype == "int32":
        return ((7 * np.arange(count)) % 8).astype("int32").reshape(shape)
    return np.sin(0.37 * np.arange(count)).astype("float32").reshape(shape)


cases = []
for name, (compute, shape, *dtype) in CASES.items():
    keras.backend.clear_session()
    dtype = dtype[0] if dtype else "float32"
    inputs = keras.Input(shape, dtype=dtype, name="x")
    model = keras.Model(inputs, compute(inputs))
    for weight in model.weights:
        weight.assign(np.ones(weight.shape))
    x = values([2] + [5 if size is None else size for size in shape], dtype)
    outputs = model(x)
    outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
    cases.append({
        "name": name,
        "config": json.loads(model.to_json()),
        "x": {"shape": list(x.shape), "dtype": dtype, "values": [float(f"{v:.8g}") for v in x.ravel()]},
        "outputs": [{"shape": list(y.shape), "values": [float(f"{v:.8g}") for v in np.asarray(y).ravel()]} for y in outputs],
    })
with open(sys.argv[1], "w") as file:
    json.dump(cases, file)
