"""Gradients at ties, zeros and kinks, computed by Keras 3.15 on TensorFlow and on JAX.

    python scripts/golden_kinks.py test/golden/golden_kinks.json

Gradients are those of the sum of y[i] * c[i], where c[i] = ((7 * i) mod 11 - 4.5) / 5, which is never 0.
"""

import json
import os
import subprocess
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import activations, layers, losses, ops, regularizers

LINE = [[-6, -3, -2.5, -2, -1, -0.5, 0, 0.5, 1, 2, 2.5, 3, 6]]
TIES = [[1, 3, 3, 2], [0, 0, 0, 0], [-1, -1, 5, 5], [2, 2, 2, 7]]
ZEROS = [[0, 0.25, 1, 4]]
ROWS_OF_ZEROS = [[3, 4], [0, 0], [1, 0]]
IMAGE = np.reshape([1, 1, 2, 2, 1, 1, 2, 0, 3, 0, 5, 5, 3, 3, 5, 5], (1, 4, 4, 1))
PATCHES = np.reshape([*IMAGE.flat, *IMAGE.flat[::-1]], (1, 4, 4, 2))

# A call in TypeScript of x, the same in Python, and x.
cases = []


def case(call, compute, x):
    cases.append((call, compute, np.array(x, "float32")))


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


for name in (
    "relu relu6 leaky_relu elu selu celu gelu silu mish hard_sigmoid hard_tanh hard_silu hard_shrink soft_shrink softplus "
    "softsign tanh_shrink squareplus sparse_plus sparse_sigmoid log_sigmoid sigmoid tanh linear exponential sparsemax softmax "
    "log_softmax"
).split():
    case(f"activations.{camel(name)}(x)", getattr(activations, name), LINE)
case("activations.threshold(x, { threshold: 0.5, defaultValue: 0.1 })", lambda x: activations.threshold(x, 0.5, 0.1), LINE)
case("activations.sparsemax(x)", activations.sparsemax, TIES)
case("activations.softmax(x)", activations.softmax, TIES)
case("ReLU({ maxValue: 2, negativeSlope: 0.1, threshold: 0.5 })(x)", layers.ReLU(2.0, 0.1, 0.5), LINE)
case("ReLU({ maxValue: 6 })(x)", layers.ReLU(6.0), LINE)
case("ReLU({ threshold: 1 })(x)", layers.ReLU(threshold=1.0), LINE)
case("LeakyReLU({ negativeSlope: 0.2 })(x)", layers.LeakyReLU(0.2), LINE)
case("ELU({ alpha: 0.5 })(x)", layers.ELU(0.5), LINE)
case("PReLU({ alphaInitializer: initializers.Constant(0.25) })(x)", layers.PReLU(keras.initializers.Constant(0.25)), LINE)

for name in (
    "abs sign floor ceil round square negative relu sigmoid softplus silu tanh exp expm1 sin cos relu6 leaky_relu elu celu selu "
    "gelu softsign tanh_shrink hard_sigmoid hard_tanh hard_silu log_sigmoid nan_to_num"
).split():
    case(f"ops.{camel(name)}(x)", getattr(ops, name), LINE)
for name in "sqrt rsqrt log log1p reciprocal".split():
    case(f"ops.{name}(x)", getattr(ops, name), ZEROS)
for name in "arcsin arccos arctan".split():
    case(f"ops.{name}(x)", getattr(ops, name), [[-0.5, 0, 0.5]])
case("ops.clip(x, -1, 1)", lambda x: ops.clip(x, -1, 1), LINE)
case("ops.maximum(x, 0.5)", lambda x: ops.maximum(x, ops.full(x.shape, 0.5)), LINE)
case("ops.minimum(x, 0.5)", lambda x: ops.minimum(x, ops.full(x.shape, 0.5)), LINE)
case("ops.maximum(x, x)", lambda x: ops.maximum(x, x), LINE)
case("ops.minimum(x, ops.negative(x))", lambda x: ops.minimum(x, -x), LINE)
case("ops.mod(x, 2)", lambda x: ops.mod(x, 2.0), LINE)
case("ops.floorDivide(x, 2)", lambda x: ops.floor_divide(x, 2.0), LINE)
case("ops.divide(x, ops.add(ops.abs(x), 1))", lambda x: ops.divide(x, ops.abs(x) + 1), LINE)
case("ops.power(x, 2)", lambda x: ops.power(x, 2.0), LINE)
case("ops.power(x, 3)", lambda x: ops.power(x, 3.0), LINE)
case("ops.power(x, 1)", lambda x: ops.power(x, 1.0), LINE)
case("ops.power(x, 0)", lambda x: ops.power(x, 0.0), LINE)
case("ops.power(x, 0.5)", lambda x: ops.power(x, 0.5), ZEROS)
case("ops.power(2, x)", lambda x: ops.power(ops.convert_to_tensor(2.0), x), LINE)
case("ops.power(x, x)", lambda x: ops.power(x, x), ZEROS)
case("ops.where(ops.greater(x, 0), x, ops.square(x))", lambda x: ops.where(x > 0, x, ops.square(x)), LINE)
for name in "max min mean sum std var logsumexp".split():
    ours = {"var": "variance"}.get(name, name)
    case(f"ops.{ours}(x, 1)", lambda x, name=name: getattr(ops, name)(x, 1), TIES)
    case(f"ops.{ours}(x, 0)", lambda x, name=name: getattr(ops, name)(x, 0), TIES)
case("ops.prod(x, 1)", lambda x: ops.prod(x, 1), [[1, 0, 3, 2], [0, 0, 2, 1], [1, 2, 3, 4]])
case("ops.cumsum(x, 1)", lambda x: ops.cumsum(x, 1), TIES)
case("ops.softmax(x)", ops.softmax, TIES)
case("ops.sort(x)", ops.sort, TIES)
case("ops.topK(x, 2)[0]", lambda x: ops.top_k(x, 2)[0], TIES)
case("ops.moments(x, 1)[1]", lambda x: ops.moments(x, 1)[1], TIES)
case("ops.divideNoNan(x, ops.square(x))", lambda x: ops.divide_no_nan(x, ops.square(x)), LINE)
case("ops.logaddexp(x, ops.negative(x))", lambda x: ops.logaddexp(x, -x), LINE)
case("ops.normalize(x)", lambda x: ops.normalize(x), ROWS_OF_ZEROS)
for order in (1, 2, 3):
    case(f"ops.norm(x, {order}, 1)", lambda x, order=order: ops.norm(x, order, 1), ROWS_OF_ZEROS)

for name in ("UnitNormalization", "LayerNormalization", "RMSNormalization"):
    case(f"{name}()(x)", getattr(layers, name)(), ROWS_OF_ZEROS)
    case(f"{name}()(x)", getattr(layers, name)(), TIES)
case("GroupNormalization({ groups: 2 })(x)", layers.GroupNormalization(2), TIES)
case("Softmax()(x)", layers.Softmax(), TIES)
for kind in ("Max", "Average"):
    pool = {dimensions: getattr(layers, f"{kind}Pooling{dimensions}D") for dimensions in (1, 2, 3)}
    case(f"{kind}Pooling2D(2)(x)", pool[2](2), IMAGE)
    case(f"{kind}Pooling2D(2)(x)", pool[2](2), PATCHES)
    case(f"{kind}Pooling2D(2, {{ strides: 1 }})(x)", pool[2](2, strides=1), PATCHES)
    case(f"{kind}Pooling2D(3, {{ strides: 1, padding: 'same' }})(x)", pool[2](3, strides=1, padding="same"), PATCHES)
    case(f"{kind}Pooling2D(3, {{ strides: 2, padding: 'same' }})(x)", pool[2](3, strides=2, padding="same"), PATCHES)
    case(f"{kind}Pooling1D(2)(x)", pool[1](2), PATCHES.reshape(2, 8, 2))
    case(f"{kind}Pooling1D(3, {{ strides: 1, padding: 'same' }})(x)", pool[1](3, strides=1, padding="same"), PATCHES.reshape(2, 8, 2))
    case(f"{kind}Pooling3D(2)(x)", pool[3](2), PATCHES.reshape(1, 4, 4, 2, 1))
    case(f"Adaptive{kind}Pooling1D(3)(x)", getattr(layers, f"Adaptive{kind}Pooling1D")(3), PATCHES.reshape(2, 8, 2))
    case(f"Adaptive{kind}Pooling2D(2)(x)", getattr(layers, f"Adaptive{kind}Pooling2D")(2), PATCHES)
    for dimensions, shape in {1: (2, 8, 2), 2: (1, 4, 4, 2), 3: (1, 4, 2, 2, 2)}.items():
        name = f"Global{kind}Pooling{dimensions}D"
        case(f"{name}()(x)", getattr(layers, name)(), PATCHES.reshape(shape))
        case(f"{name}({{ keepdims: true }})(x)", getattr(layers, name)(keepdims=True), PATCHES.reshape(shape))
for name in ("Maximum", "Minimum", "Average", "Multiply", "Add"):
    case(f"{name}()([x, x])", lambda x, layer=getattr(layers, name)(): layer([x, x]), LINE)
    case(f"{name}()([x, ops.negative(x)])", lambda x, layer=getattr(layers, name)(): layer([x, -x]), LINE)
case("Dot(1, { normalize: true })([x, x])", lambda x: layers.Dot(1, normalize=True)([x, x]), ROWS_OF_ZEROS)
case("UpSampling2D(2, { interpolation: 'bilinear' })(x)", layers.UpSampling2D(2, interpolation="bilinear"), IMAGE)

for name, targets, predictions in [
    ("MeanAbsoluteError", [[1, 2, 3]], [[1, 2.5, 2]]),
    ("MeanSquaredError", [[1, 2, 3]], [[1, 2.5, 2]]),
    ("MeanAbsolutePercentageError", [[1, 0, 3]], [[1, 0.5, 2]]),
    ("MeanSquaredLogarithmicError", [[0, 1]], [[-1, 0]]),
    ("Huber", [[0, 0, 0, 0]], [[1, -1, 0.5, 0]]),
    ("LogCosh", [[0, 0, 0]], [[0, 3, 40]]),
    ("Hinge", [[1, -1, 1]], [[1, -1, 0]]),
    ("SquaredHinge", [[1, -1, 1]], [[1, -1, 0]]),
    ("CategoricalHinge", [[0, 1, 0]], [[0.5, 0.5, 0.5]]),
    ("CategoricalHinge", [[0, 1, 0], [1, 0, 0]], [[1, 1, 1], [0, -1, -1]]),
    ("CosineSimilarity", [[1, 0], [0, 0], [1, 1]], [[0, 0], [1, 1], [1, 1]]),
    ("KLDivergence", [[0, 1, 0.5]], [[0, 1, 0.5]]),
    ("Poisson", [[0, 1, 2]], [[0, 1, 2]]),
    ("BinaryCrossentropy", [[0, 1, 0, 1]], [[0, 1, 1, 0]]),
    ("BinaryFocalCrossentropy", [[0, 1, 0, 1]], [[0, 1, 0.5, 0.5]]),
    ("CategoricalCrossentropy", [[1, 0, 0], [0, 1, 0]], [[1, 0, 0], [1, 0, 0]]),
    ("CategoricalFocalCrossentropy", [[1, 0, 0], [0, 1, 0]], [[1, 0, 0], [1, 0, 0]]),
    ("SparseCategoricalCrossentropy", [0, 1], [[1, 0, 0], [1, 0, 0]]),
    ("Dice", [[[1], [0]]], [[[0], [0]]]),
    ("Tversky", [[[1], [0]]], [[[0], [0]]]),
]:
    loss = getattr(losses, name)(reduction="none")
    case(
        f"losses.{name}({{ reduction: 'none' }}).compute(tensor({json.dumps(targets)}), x)",
        lambda x, loss=loss, targets=targets: loss(ops.convert_to_tensor(np.array(targets, "float32")), x),
        predictions,
    )
for call, regularizer in {
    "L1(0.1)": regularizers.L1(0.1),
    "L2(0.1)": regularizers.L2(0.1),
    "L1L2({ l1: 0.1, l2: 0.2 })": regularizers.L1L2(0.1, 0.2),
    "OrthogonalRegularizer({ factor: 0.1 })": regularizers.OrthogonalRegularizer(0.1),
}.items():
    case(f"regularizers.{call}.penalty(x)", regularizer, ROWS_OF_ZEROS)


def coefficients(shape):
    return ((7 * np.arange(int(np.prod(shape))) % 11 - 4.5) / 5).reshape(shape).astype("float32")


def numbers(values):
    def number(value):
        if np.isfinite(value):
            return float(f"{value:.7g}")
        return "NaN" if np.isnan(value) else "Infinity" if value > 0 else "-Infinity"

    return [number(value) for value in np.asarray(values).ravel()]


def on_tensorflow(compute, x):
    import tensorflow as tf

    variable = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(variable)
        y = compute(variable)
        total = tf.reduce_sum(y * coefficients(y.shape))
    gradient = tape.gradient(total, variable)
    return y, np.zeros_like(x) if gradient is None else tf.convert_to_tensor(gradient)


def on_jax(compute, x):
    import jax

    y = compute(jax.numpy.asarray(x))
    return y, jax.grad(lambda given: (compute(given) * coefficients(y.shape)).sum())(jax.numpy.asarray(x))


def computed():
    """The value and the gradient of each case, on the backend that is set."""
    on_backend = on_tensorflow if keras.backend.backend() == "tensorflow" else on_jax
    return [[numbers(array) for array in on_backend(compute, x)] for _, compute, x in cases]


def main(path):
    found = {}
    for backend in ("tensorflow", "jax"):
        environment = {**os.environ, "KERAS_BACKEND": backend}
        found[backend] = json.loads(subprocess.check_output([sys.executable, __file__], env=environment))
    written = [
        {
            "call": call,
            "shape": list(x.shape),
            "x": numbers(x),
            **{backend: {"value": value, "gradient": gradient} for backend, (value, gradient) in both.items()},
        }
        for (call, _, x), *results in zip(cases, *found.values())
        for both in [dict(zip(found, results))]
    ]
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in written)
    with open(path, "w") as file:
        file.write(f'{{"keras":"{keras.__version__}","cases":[\n{lines}\n]}}\n')


if len(sys.argv) > 1:
    main(sys.argv[1])
else:
    print(json.dumps(computed()))
