"""Writes test/golden/golden_operations.json: what Keras computes where the library's operations are called.

    KERAS_BACKEND=jax python scripts/golden_operations.py

Gradients are those of the sum over outputs of y[i] * c[i], where c[i] = ((7 * i) mod 11 - 5) / 5, as in golden_layers.json.
"""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "jax")

import jax
import keras
import numpy as np
from keras import ops

random = np.random.default_rng(4)


def floats(*shape):
    """Numbers of two digits, none of them twice in a row and none 0."""
    values = random.uniform(-2, 2, shape).round(2)
    return np.where(values == 0, 0.5, values).astype("float32")


def positive(*shape):
    return (np.abs(floats(*shape)) + 0.1).round(2).astype("float32")


def integers(*shape, low=-5, high=6):
    return random.integers(low, high, shape).astype("int32")


def truths(*shape):
    return random.integers(0, 2, shape).astype("bool")


# A call in TypeScript, the same in Python, and its inputs: a, b, c.
cases = []


def case(call, compute, *inputs):
    cases.append((call, compute, inputs))


for name in "negative abs exp square sin cos tanh sigmoid relu".split():
    case(f"{name}(a)", getattr(ops, name), floats(2, 3, 4))
for name in "exp square sin negative abs relu".split():
    case(f"{name}(a)", getattr(ops, name), integers(2, 3))
case("abs(a)", ops.abs, np.array([[1, -1, 2]], "float32"))
case("relu(a)", ops.relu, np.array([[0, -1, 2]], "float32"))
case("square(a)", ops.square, truths(2, 3))
case("abs(a)", ops.abs, truths(2, 3))
case("log(a)", ops.log, positive(2, 3))
case("log(a)", ops.log, integers(2, 3, low=1))
case("sqrt(a)", ops.sqrt, positive(2, 3))
case("logicalNot(a)", ops.logical_not, integers(2, 4, low=0, high=2))
case("logicalNot(a)", ops.logical_not, truths(2, 4))

binary = "add subtract multiply divide maximum minimum mod floor_divide".split()
comparisons = "equal not_equal greater greater_equal less less_equal".split()


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def nonzero(x):
    return np.where(x == 0, 3, x).astype(x.dtype)


for name in binary:
    operation = getattr(ops, name)
    case(f"{camel(name)}(a, b)", operation, floats(2, 3, 4), floats(2, 3, 4))
    case(f"{camel(name)}(a, b)", operation, floats(2, 3, 4), nonzero(floats(4)))
    case(f"{camel(name)}(a, b)", operation, floats(3, 1), floats(2, 1, 4))
    case(f"{camel(name)}(a, b)", operation, integers(2, 3), nonzero(integers(2, 1)))
    case(f"{camel(name)}(a, b)", operation, integers(2, 3), nonzero(floats(2, 3)))
    case(f"{camel(name)}(a, 2)", lambda a, o=operation: o(a, 2), floats(2, 3))
    case(f"{camel(name)}(a, 2)", lambda a, o=operation: o(a, 2), integers(2, 3))
    case(f"{camel(name)}(a, 1.5)", lambda a, o=operation: o(a, 1.5), integers(2, 3))
    case(f"{camel(name)}(3, a)", lambda a, o=operation: o(3, a), nonzero(floats(2, 3)))
    case(f"{camel(name)}(a, 2)", lambda a, o=operation: o(a, 2), truths(2, 3))
for name in "add multiply maximum minimum divide".split():
    case(f"{name}(a, b)", getattr(ops, name), truths(2, 3), np.ones((2, 3), "bool"))
for name in comparisons:
    operation = getattr(ops, name)
    case(f"{camel(name)}(a, b)", operation, integers(3, 5, low=0, high=3), integers(5, low=0, high=3))
    case(f"{camel(name)}(a, b)", operation, np.array([[1, 2, 2.5]], "float32"), np.array([[1, 3, 2]], "int32"))
    case(f"{camel(name)}(a, b)", operation, truths(2, 4), truths(2, 4))
    case(f"{camel(name)}(a, 0)", lambda a, o=operation: o(a, 0), floats(2, 3))
for name in "logical_and logical_or".split():
    operation = getattr(ops, name)
    case(f"{camel(name)}(a, b)", operation, truths(3, 4), truths(4))
    case(f"{camel(name)}(a, b)", operation, integers(3, 4, low=0, high=2), floats(3, 1))
case("power(a, b)", ops.power, positive(2, 3), floats(2, 3))
case("power(a, b)", ops.power, positive(2, 3, 1), floats(3, 2))
case("power(a, 3)", lambda a: ops.power(a, 3), floats(2, 3))
case("power(a, 2)", lambda a: ops.power(a, 2), integers(2, 3))
case("power(a, b)", ops.power, integers(2, 3), integers(2, 3, low=0, high=4))
case("power(2, a)", lambda a: ops.power(2, a), floats(2, 3))
case("maximum(a, b)", ops.maximum, floats(1, 2, 1, 3, 2), floats(2, 2, 2, 1, 1))
case("clip(a, -1, 1)", lambda a: ops.clip(a, -1, 1), floats(3, 4))
case("clip(a, -2, 3)", lambda a: ops.clip(a, -2, 3), integers(3, 4))
case("clip(a, 0, 1)", lambda a: ops.clip(a, 0, 1), truths(3, 4))
case("where(greater(a, 0), a, b)", lambda a, b: ops.where(ops.greater(a, 0), a, b), floats(2, 3), floats(3))
case("where(a, b, 2)", lambda a, b: ops.where(a, b, 2), truths(2, 1, 3), floats(2, 2, 3))
case("where(a, 0.5, b)", lambda a, b: ops.where(a, 0.5, b), truths(3), integers(2, 3))
case("where(a, 1, 2)", lambda a: ops.where(a, 1, 2), truths(2, 3))
case("where(a, b, c)", lambda a, b, c: ops.where(a, b, c), truths(2, 1, 1, 2, 1), floats(2, 1, 3), floats(2, 2, 1, 2, 3))

reductions = "sum mean max min prod var std logsumexp".split()
axes = [None, 0, 1, -1, (0, 2), (-2, -1)]


def along(axis):
    return "null" if axis is None else str(list(axis) if isinstance(axis, tuple) else axis)


for name in reductions + ["any", "all"]:
    operation, own = getattr(ops, name), {"var": "variance"}.get(name, name)
    make = (lambda *shape: random.integers(0, 3, shape).astype("float32")) if name in ("any", "all") else floats
    for axis in axes:
        case(f"{own}(a, {along(axis)})", lambda a, o=operation, x=axis: o(a, axis=x), make(2, 3, 4))
    case(
        f"{own}(a, [0, 2], {{ keepdims: true }})",
        lambda a, o=operation: o(a, axis=(0, 2), keepdims=True),
        make(2, 3, 4),
    )
    case(f"{own}(a, null, {{ keepdims: true }})", lambda a, o=operation: o(a, keepdims=True), make(2, 3))
    case(f"{own}(a, 1)", lambda a, o=operation: o(a, axis=1), integers(2, 3, low=0, high=3))
    case(f"{own}(a, 1)", lambda a, o=operation: o(a, axis=1), truths(2, 3))
    case(f"{own}(a, [1, 3])", lambda a, o=operation: o(a, axis=(1, 3)), make(2, 2, 1, 3, 2))
for name in ["max", "min"]:
    case(f"{name}(a, 1)", lambda a, o=getattr(ops, name): o(a, axis=1), np.array([[0, 0, 1, 1], [2, 2, 2, 2]], "float32"))
case("prod(a, 1)", lambda a: ops.prod(a, axis=1), np.array([[0, 2, 3], [0, 0, 4], [1, 2, 5]], "float32"))
case(
    "logsumexp(a, 1)", lambda a: ops.logsumexp(a, axis=1), np.array([[1000, 1001], [-1000, -1001], [3, 3]], "float32")
)
for name in ["argmax", "argmin"]:
    operation = getattr(ops, name)
    for axis in [None, 0, 1, -1]:
        case(f"{name}(a, {along(axis)})", lambda a, o=operation, x=axis: o(a, axis=x), floats(2, 3, 4))
    case(f"{name}(a, 1)", lambda a, o=operation: o(a, axis=1), integers(3, 4, low=0, high=3))
    case(f"{name}(a, -1, {{ keepdims: true }})", lambda a, o=operation: o(a, axis=-1, keepdims=True), floats(2, 3))
for name in ["softmax", "log_softmax"]:
    for axis in [-1, 0, 1]:
        case(f"{camel(name)}(a, {axis})", lambda a, o=getattr(ops, name), x=axis: o(a, axis=x), floats(2, 3, 4))

for left, right in [
    ((2, 3), (3, 4)),
    ((2, 3, 4), (4, 2)),
    ((2, 3, 4), (2, 4, 2)),
    ((2, 1, 3, 4), (3, 4, 2)),
    ((3, 4), (2, 4, 2)),
    ((4,), (4,)),
    ((4,), (4, 2)),
    ((4,), (2, 4, 3)),
    ((2, 3), (3,)),
    ((2, 3, 4), (4,)),
    ((2, 1, 2, 2, 3), (3, 1, 3, 1)),
]:
    case("matmul(a, b)", ops.matmul, floats(*left), floats(*right))
case("matmul(a, b)", ops.matmul, integers(2, 3), integers(3, 2))
case("matmul(a, b)", ops.matmul, integers(2, 3), floats(3, 2))
case("transpose(a)", ops.transpose, floats(2, 3, 4))
case("transpose(a, [0, 2, 1])", lambda a: ops.transpose(a, (0, 2, 1)), floats(2, 3, 4))
case("transpose(a, [-1, 0, -2])", lambda a: ops.transpose(a, (-1, 0, -2)), integers(2, 3, 4))
case("transpose(a, [4, 2, 0, 1, 3])", lambda a: ops.transpose(a, (4, 2, 0, 1, 3)), floats(1, 2, 3, 2, 2))
case("reshape(a, [-1, 2])", lambda a: ops.reshape(a, (-1, 2)), floats(2, 3, 4))
case("reshape(a, [4, 6])", lambda a: ops.reshape(a, (4, 6)), integers(2, 3, 4))
case("slice(a, [0, 1, 0], [-1, 2, 1])", lambda a: a[:, 1:3, 0:1], floats(2, 3, 4))
case("slice(a, [1, 0], [1, -1])", lambda a: a[1:2], integers(2, 3))
case("split(a, 2, 1)", lambda a: ops.split(a, 2, axis=1), floats(2, 4, 3))
case("split(a, [1, 3], -1)", lambda a: ops.split(a, [1, 3], axis=-1), floats(2, 4))
case("split(a, 2)", lambda a: ops.split(a, 2), integers(2, 3))
case("stack([a, b])", lambda a, b: ops.stack([a, b]), floats(2, 3), floats(2, 3))
case("stack([a, b, a], -1)", lambda a, b: ops.stack([a, b, a], axis=-1), floats(2, 3), integers(2, 3))
case("concatenate([a, b])", lambda a, b: ops.concatenate([a, b]), floats(2, 3), floats(1, 3))
case("concatenate([a, b], -1)", lambda a, b: ops.concatenate([a, b], axis=-1), integers(2, 3), truths(2, 2))
case("expandDims(a, 1)", lambda a: ops.expand_dims(a, 1), floats(2, 3))
case("expandDims(a, [0, -1])", lambda a: ops.expand_dims(a, (0, -1)), integers(2, 3))
case("squeeze(a)", lambda a: ops.squeeze(a, axis=(1, 3)), floats(2, 1, 3, 1))
case("squeeze(a, [1, -1])", lambda a: ops.squeeze(a, axis=(1, -1)), integers(2, 1, 3, 1))
case("take(a, 1, 1)", lambda a: ops.take(a, 1, axis=1), floats(2, 3, 4))
case("take(a, [0, 2, 0], 1)", lambda a: ops.take(a, np.array([0, 2, 0]), axis=1), floats(2, 3, 4))
case("take(a, [[0, -1], [2, 2]], -1)", lambda a: ops.take(a, np.array([[0, 3], [2, 2]]), axis=-1), floats(2, 3, 4))
case("take(a, [5, 0, 5])", lambda a: ops.take(a, np.array([5, 0, 5])), floats(2, 3))
case("take(a, b, 0)", lambda a, b: ops.take(a, b, axis=0), floats(4, 3), integers(2, 2, low=0, high=4))
case("take(a, b, 1)", lambda a, b: ops.take(a, b, axis=1), integers(2, 3), integers(4, low=0, high=3))
case("take(a, b)", lambda a, b: ops.take(a, b), floats(2, 3), integers(4, low=0, high=6))
case("takeAlongAxis(a, b, 1)", lambda a, b: ops.take_along_axis(a, b, 1), floats(2, 3), integers(2, 4, low=0, high=3))
case("takeAlongAxis(a, b, 0)", lambda a, b: ops.take_along_axis(a, b, 0), floats(4, 3), integers(2, 3, low=0, high=4))
case("takeAlongAxis(a, b, -1)", lambda a, b: ops.take_along_axis(a, b, -1), floats(2, 3, 4), integers(2, 1, 2, low=0, high=4))
case("takeAlongAxis(a, b)", lambda a, b: ops.take_along_axis(a, b), floats(2, 3), integers(4, low=0, high=6))
for kind in ["float32", "int32", "bool"]:
    for make in [floats, integers, truths]:
        case(f"cast(a, '{kind}')", lambda a, k=kind: ops.cast(a, k), make(2, 3))
case("multiply(a, cast(cast(a, 'int32'), 'float32'))", lambda a: a * ops.cast(ops.cast(a, "int32"), "float32"), floats(2, 3))
for name in ["ones_like", "zeros_like"]:
    case(f"{camel(name)}(a)", getattr(ops, name), integers(2, 3))
    case(f"{camel(name)}(a, {{ dtype: 'bool' }})", lambda a, o=getattr(ops, name): o(a, dtype="bool"), floats(2, 3))
for axis in [None, 1, (0, -1)]:
    case(f"flip(a, {along(axis)})", lambda a, x=axis: ops.flip(a, axis=x), floats(2, 3, 4))
case("flip(a)", ops.flip, truths(2, 3))
case("roll(a, 1, 1)", lambda a: ops.roll(a, 1, axis=1), floats(2, 3, 4))
case("roll(a, -4)", lambda a: ops.roll(a, -4), integers(2, 3))
case("roll(a, [1, -2], [0, 2])", lambda a: ops.roll(a, (1, -2), axis=(0, 2)), floats(2, 3, 4))
case("repeat(a, 2)", lambda a: ops.repeat(a, 2), floats(2, 3))
case("repeat(a, 3, 1)", lambda a: ops.repeat(a, 3, axis=1), floats(2, 3, 2))
case("repeat(a, [2, 0, 1], 1)", lambda a: ops.repeat(a, np.array([2, 0, 1]), axis=1), floats(2, 3, 2))
case("tile(a, 2)", lambda a: ops.tile(a, 2), floats(2, 3))
case("tile(a, [2, 1, 3])", lambda a: ops.tile(a, (2, 1, 3)), floats(2, 3))
case("tile(a, [2, 1])", lambda a: ops.tile(a, (2, 1)), integers(2, 2, 3))
case("tile(a, [1, 2, 1, 2, 2])", lambda a: ops.tile(a, (1, 2, 1, 2, 2)), floats(2, 1, 2, 1, 2))
case("pad(a, 1)", lambda a: ops.pad(a, 1), floats(2, 3))
case("pad(a, [1, 2], { constantValues: 5 })", lambda a: ops.pad(a, ((1, 2),), constant_values=5), integers(2, 3))
for mode in ["constant", "reflect", "symmetric"]:
    case(
        f"pad(a, [[0, 0], [2, 1], [1, 0]], {{ mode: '{mode}' }})",
        lambda a, m=mode: ops.pad(a, ((0, 0), (2, 1), (1, 0)), mode=m),
        floats(2, 3, 2),
    )
for mode in ["reflect", "symmetric"]:
    case(f"pad(a, [[0, 0], [5, 7]], {{ mode: '{mode}' }})", lambda a, m=mode: ops.pad(a, ((0, 0), (5, 7)), mode=m), floats(1, 3))
case("oneHot(a, 4)", lambda a: ops.one_hot(a, 4), integers(2, 3, low=-1, high=6))
case("oneHot(a, 3, 1)", lambda a: ops.one_hot(a, 3, axis=1), integers(2, 2, low=0, high=3))
case("oneHot(a, 3, -1, { dtype: 'int32' })", lambda a: ops.one_hot(a, 3, dtype="int32"), integers(2, low=0, high=3))
for axis in [None, 0, -1]:
    case(f"cumsum(a, {along(axis)})", lambda a, x=axis: ops.cumsum(a, axis=x), floats(2, 3, 4))
case("cumsum(a, 1)", lambda a: ops.cumsum(a, axis=1), integers(2, 3))
case("cumsum(a, 1)", lambda a: ops.cumsum(a, axis=1), truths(2, 3))

for equation, *shapes in [
    ("ab,bc->ac", (2, 3), (3, 4)),
    ("ab,bc", (2, 3), (3, 4)),
    ("ba,ca", (2, 3), (4, 3)),
    ("abc,cd->abd", (2, 3, 4), (4, 2)),
    ("abc,abd->bcd", (2, 3, 4), (2, 3, 2)),
    ("abhd,achd->ahbc", (2, 3, 2, 4), (2, 5, 2, 4)),
    ("ij,ij->ij", (2, 3), (2, 3)),
    ("ij,ij->", (2, 3), (2, 3)),
    ("ij->ji", (2, 3)),
    ("ijk->j", (2, 3, 4)),
    ("ii->i", (3, 3)),
    ("ii", (3, 3)),
    ("iji->j", (3, 2, 3)),
    ("i,j->ij", (2,), (3,)),
    ("i,i", (3,), (3,)),
    ("ij,jk,kl->il", (2, 3), (3, 4), (4, 2)),
    ("ab,ab,ac->bc", (2, 3), (2, 3), (2, 4)),
    ("...ij,...jk->...ik", (2, 1, 2, 3), (3, 3, 2)),
    ("...ij->...ji", (2, 3, 4)),
    ("...i,...i->...", (2, 3), (2, 3)),
    ("a...b,b->a...", (2, 3, 2, 4), (4,)),
    ("...x,xy->...y", (2, 3, 4), (4, 2)),
    ("...i,...j", (2, 3), (2, 4)),
    ("ij,jk->ik", (2, 1), (3, 4)),
    ("ij,ij->ij", (1, 3), (2, 3)),
    ("aB,Bc->ac", (2, 3), (3, 2)),
    ("abcde,ed->bac", (2, 1, 2, 3, 2), (2, 3)),
]:
    names = ", ".join("abc"[: len(shapes)])
    case(
        f"einsum('{equation}', {names})",
        lambda *inputs, e=equation: ops.einsum(e, *inputs),
        *[floats(*shape) for shape in shapes],
    )
case("einsum('ab,bc->ac', a, b)", lambda a, b: ops.einsum("ab,bc->ac", a, b), integers(2, 3), integers(3, 2))

for name in "ceil cosh erf expm1 floor round sign silu sinh softplus tan arctan".split():
    case(f"{name}(a)", getattr(ops, name), floats(2, 3, 4))
for name in "ceil cosh expm1 floor round sign sinh tan arctan".split():
    case(f"{name}(a)", getattr(ops, name), integers(2, 3))
for name in "log1p reciprocal rsqrt".split():
    case(f"{name}(a)", getattr(ops, name), positive(2, 3))
case("log1p(a)", ops.log1p, integers(2, 3, low=0))
case("reciprocal(a)", ops.reciprocal, integers(2, 3, low=1))
for name in "arccos arcsin".split():
    case(f"{name}(a)", getattr(ops, name), (floats(2, 3) / 2.5).round(2).astype("float32"))
case("round(a)", ops.round, np.array([[0.5, 1.5, 2.5, -0.5, -1.5]], "float32"))
case("sign(a)", ops.sign, np.array([[0, -0.0, 2]], "float32"))
case("gather(a, [1, -1], 1)", lambda a: ops.take(a, [1, -1], axis=1), floats(2, 3))


infinity = float("inf")
rare = np.array([[0.5, np.nan, -1.5], [infinity, -infinity, 0]], "float32")
for name in "isnan isinf isfinite".split():
    case(f"{name}(a)", getattr(ops, name), rare)
    case(f"{name}(a)", getattr(ops, name), integers(2, 3))
case("nanToNum(a)", ops.nan_to_num, rare)
case("nanToNum(a, { nan: 1, posinf: 2, neginf: -3 })", lambda a: ops.nan_to_num(a, nan=1, posinf=2, neginf=-3), rare)
case("nanToNum(a)", ops.nan_to_num, integers(2, 3))
for name in "log2 log10".split():
    case(f"{name}(a)", getattr(ops, name), positive(2, 3))
    case(f"{name}(a)", getattr(ops, name), integers(2, 3, low=1))
for name in "exp2 arcsinh trunc".split():
    case(f"{name}(a)", getattr(ops, name), floats(2, 3))
for name in "arcsinh trunc".split():
    case(f"{name}(a)", getattr(ops, name), integers(2, 3))
case("trunc(a)", ops.trunc, truths(2, 3))
case("exp2(a)", ops.exp2, integers(2, 3))
case("arccosh(a)", ops.arccosh, positive(2, 3) + 1)
case("arctanh(a)", ops.arctanh, (floats(2, 3) / 2.5).round(2).astype("float32"))
for name in "arctan2 logaddexp divide_no_nan".split():
    operation = getattr(ops, name)
    case(f"{camel(name)}(a, b)", operation, floats(2, 3, 4), floats(3, 1))
    case(f"{camel(name)}(a, b)", operation, integers(2, 3), nonzero(integers(3)))
    case(f"{camel(name)}(a, 2)", lambda a, o=operation: o(a, 2), floats(2, 3))
    case(f"{camel(name)}(1.5, a)", lambda a, o=operation: o(1.5, a), nonzero(integers(2, 3)))
case("logaddexp(a, b)", ops.logaddexp, np.array([100, -100, 0], "float32"), np.array([101, -300, 0], "float32"))
case("divideNoNan(a, b)", ops.divide_no_nan, floats(2, 3), np.array([[0, 2, 0], [1, 0, 3]], "float32"))
case("divideNoNan(a, b)", ops.divide_no_nan, integers(2, 3), np.array([0, 2, 3], "int32"))
case("logicalXor(a, b)", ops.logical_xor, truths(3, 4), truths(4))
case("logicalXor(a, b)", ops.logical_xor, integers(3, 4, low=0, high=2), floats(3, 1))
for axis in [None, 1, (0, 2)]:
    case(f"countNonzero(a, {along(axis)})", lambda a, x=axis: ops.count_nonzero(a, axis=x), integers(2, 3, 4, low=0, high=2))
case("countNonzero(a)", ops.count_nonzero, np.array([0.5, 0, -1], "float32"))
case("countNonzero(a, 1)", lambda a: ops.count_nonzero(a, axis=1), truths(2, 3))
case("absolute(a)", ops.absolute, floats(2, 3))
case("amax(a, 1)", lambda a: ops.amax(a, axis=1), floats(2, 3))
case("amin(a, 1)", lambda a: ops.amin(a, axis=1), floats(2, 3))
case("trueDivide(a, 4)", lambda a: ops.true_divide(a, 4), integers(2, 3))
case("swapaxes(a, 0, -1)", lambda a: ops.swapaxes(a, 0, -1), floats(2, 3, 4))
case("swapaxes(a, 1, 1)", lambda a: ops.swapaxes(a, 1, 1), integers(2, 3, 4))
for source, destination in [(0, -1), (2, 0), (1, 1), (-1, 1)]:
    case(f"moveaxis(a, {source}, {destination})", lambda a, s=source, d=destination: ops.moveaxis(a, s, d), floats(2, 3, 4))
case("ravel(a)", ops.ravel, floats(2, 3, 2))
case("reshape(a, shape(b))", lambda a, b: ops.reshape(a, ops.shape(b)), floats(2, 3), floats(3, 2))
case("stopGradient(a)", ops.stop_gradient, floats(2, 3))
case("add(a, stopGradient(subtract(b, a)))", lambda a, b: a + ops.stop_gradient(b - a), floats(2, 3), floats(2, 3))
for left, right in [((2, 3), (3, 4)), ((2, 3, 4), (4,)), ((2, 3, 4), (5, 4, 2)), ((4,), (4,)), ((3,), (2, 3, 2))]:
    case("dot(a, b)", ops.dot, floats(*left), floats(*right))
case("dot(a, b)", ops.dot, integers(2, 3), integers(3, 2))
case("outer(a, b)", ops.outer, floats(2), floats(3))
case("outer(a, b)", ops.outer, floats(2, 2), integers(3))
for name in "tril triu".split():
    operation = getattr(ops, name)
    case(f"{name}(a)", operation, floats(3, 3))
    case(f"{name}(a, 1)", lambda a, o=operation: o(a, k=1), floats(2, 3, 4))
    case(f"{name}(a, -1)", lambda a, o=operation: o(a, k=-1), integers(4, 2))
case("arange(5)", lambda: ops.arange(5))
case("arange(2, 7)", lambda: ops.arange(2, 7))
case("arange(1, 8, 3)", lambda: ops.arange(1, 8, 3))
case("arange(3, 0, -1)", lambda: ops.arange(3, 0, -1))
case("arange(0, 1, 0.25)", lambda: ops.arange(0, 1, 0.25))
case("arange(4, null, 1, { dtype: 'float32' })", lambda: ops.arange(4, dtype="float32"))
case("add(a, arange(4))", lambda a: a + ops.arange(4), floats(2, 3, 4))
case("linspace(0, 1, 5)", lambda: ops.linspace(0, 1, 5))
case("linspace(-1, 2)", lambda: ops.linspace(-1, 2))
case("linspace(0, 1, 4, { endpoint: false })", lambda: ops.linspace(0, 1, 4, endpoint=False))
case("linspace(3, 4, 1)", lambda: ops.linspace(3, 4, 1))
case("eye(3)", lambda: ops.eye(3))
case("eye(2, 4, 1, { dtype: 'int32' })", lambda: ops.eye(2, 4, 1, dtype="int32"))
case("zeros([2, 3])", lambda: ops.zeros((2, 3)))
case("ones([2], { dtype: 'bool' })", lambda: ops.ones((2,), dtype="bool"))
case("full([2, 2], 3)", lambda: ops.full((2, 2), 3))
case("full([2], 3, { dtype: 'int32' })", lambda: ops.full((2,), 3, dtype="int32"))
case("fullLike(a, 2)", lambda a: ops.full_like(a, 2), integers(2, 3))
case("fullLike(a, 0.5)", lambda a: ops.full_like(a, 0.5), floats(2, 3))
for axis in [-1, 0, 1]:
    case(f"sort(a, {axis})", lambda a, x=axis: ops.sort(a, axis=x), floats(3, 4, 2))
    case(f"argsort(a, {axis})", lambda a, x=axis: ops.argsort(a, axis=x), floats(3, 4, 2))
case("sort(a)", ops.sort, integers(2, 5))
case("sort(a)", ops.sort, truths(2, 5))
case("argsort(a)", ops.argsort, integers(2, 7, low=0, high=3))
case("topK(a, 2)", lambda a: ops.top_k(a, 2), floats(2, 5))
case("topK(a, 3)", lambda a: ops.top_k(a, 3), integers(2, 3, 5))
case("topK(a, 1)", lambda a: ops.top_k(a, 1), np.array([1, 3, 3], "float32"))
for axis, keepdims in [(None, False), (1, False), (-1, True)]:
    options = ", { keepdims: true }" if keepdims else ""
    case(f"norm(a, null, {along(axis)}{options})", lambda a, x=axis, k=keepdims: ops.norm(a, axis=x, keepdims=k), floats(2, 3, 4))
for order in [1, 2, 3, 0, infinity, -infinity]:
    written_order = str(order).replace("inf", "Infinity")
    case(f"norm(a, {written_order}, 1)", lambda a, o=order: ops.norm(a, ord=o, axis=1), floats(2, 3))
case("norm(a, null, [0, 1])", lambda a: ops.norm(a, axis=(0, 1)), floats(2, 3, 2))
case("norm(a)", ops.norm, integers(2, 3))
case("normalize(a)", ops.normalize, floats(2, 3))
case("normalize(a, 0, 1)", lambda a: ops.normalize(a, axis=0, order=1), floats(2, 3))
case("normalize(a, [1, 2], 2, { epsilon: 0.1 })", lambda a: ops.normalize(a, axis=(1, 2), epsilon=0.1), floats(2, 3, 2))
case("moments(a, [0, 2])", lambda a: ops.moments(a, axes=(0, 2)), floats(2, 3, 4))
case("moments(a, 1, { keepdims: true })", lambda a: ops.moments(a, axes=(1,), keepdims=True), floats(2, 3))
case("segmentSum(a, b, 4)", lambda a, b: ops.segment_sum(a, b, num_segments=4), floats(5, 2), np.array([0, 3, 0, 1, 3], "int32"))
case("segmentSum(a, b, 3)", lambda a, b: ops.segment_sum(a, b, num_segments=3), integers(4), np.array([2, 2, 0, 2], "int32"))
for name in "relu6 selu softsign hard_sigmoid hard_silu hard_tanh log_sigmoid tanh_shrink swish hard_swish".split():
    case(f"{camel(name)}(a)", getattr(ops, name), floats(2, 3, 4))
for name in "leaky_relu elu celu".split():
    case(f"{camel(name)}(a)", getattr(ops, name), floats(2, 3))
    case(f"{camel(name)}(a, 0.5)", lambda a, o=getattr(ops, name): o(a, 0.5), floats(2, 3))
case("gelu(a)", ops.gelu, floats(2, 3))
case("gelu(a, false)", lambda a: ops.gelu(a, approximate=False), floats(2, 3))
for axes, left, right in [
    (2, (2, 3, 4), (3, 4, 5)),
    (1, (2, 3), (3, 4)),
    (0, (2, 3), (4,)),
    (((1, 2), (2, 0)), (2, 3, 4), (4, 2, 3)),
    (((-1,), (0,)), (2, 3), (3, 2)),
    ((0, 1), (2, 3), (4, 2)),
]:
    written_axes = json.dumps(axes)
    case(f"tensordot(a, b, {written_axes})", lambda a, b, x=axes: ops.tensordot(a, b, axes=x), floats(*left), floats(*right))
case("tensordot(a, b)", ops.tensordot, integers(2, 3), integers(2, 3))
case("scatter(a, b, [5])", lambda a, b: ops.scatter(a, b, (5,)), np.array([[1], [3], [1]], "int32"), floats(3))
case("scatter(a, b, [4, 2])", lambda a, b: ops.scatter(a, b, (4, 2)), np.array([[3], [-4], [3]], "int32"), floats(3, 2))
case("scatter(a, b, [3, 4])", lambda a, b: ops.scatter(a, b, (3, 4)), np.array([[[0, 1], [2, -1]], [[0, 1], [1, 0]]], "int32"), floats(2, 2))
case("scatter(a, b, [3, 2])", lambda a, b: ops.scatter(a, b, (3, 2)), np.array([[0], [3], [-4]], "int32"), floats(3, 2))
case("scatter(a, b, [3])", lambda a, b: ops.scatter(a, b, (3,)), np.array([[2], [2]], "int32"), integers(2))
case("meshgrid([a, b])", ops.meshgrid, floats(3), floats(4))
case("meshgrid([a, b], { indexing: 'ij' })", lambda a, b: ops.meshgrid(a, b, indexing="ij"), floats(3), integers(4))
case("meshgrid([a, b, c])", ops.meshgrid, floats(2), floats(3), floats(4))
case("meshgrid([a])", ops.meshgrid, floats(2))

for name in "cbrt erfc deg2rad rad2deg sinc fabs".split():
    case(f"{name}(a)", getattr(ops, name), floats(2, 3))
    case(f"{name}(a)", getattr(ops, name), integers(2, 3, low=1))
case("sinc(a)", ops.sinc, np.array([0, 1, 0.5], "float32"))
case("erfinv(a)", ops.erfinv, np.array([-0.99, -0.5, 0, 0.3, 0.995], "float32"))
case("stopGradient(erfinv(a))", lambda a: ops.stop_gradient(ops.erfinv(a)), np.array([-1, -0.99999, 0.01, 1, 1.5], "float32"))
for name in "hypot logaddexp2".split():
    operation = getattr(ops, name)
    case(f"{name}(a, b)", operation, floats(2, 3, 4), floats(3, 1))
    case(f"{name}(a, 2)", lambda a, o=operation: o(a, 2), floats(2, 3))
    case(f"{name}(a, b)", operation, integers(2, 3), nonzero(integers(3)))
case("heaviside(a, 0.5)", lambda a: ops.heaviside(a, 0.5), np.array([[-1, 0, 2]], "float32"))
case("heaviside(a, b)", ops.heaviside, np.array([[-1, 0, 2], [0, 0, 3]], "int32"), np.array([5, 6, 7], "int32"))
for name in "isposinf isneginf".split():
    case(f"{name}(a)", getattr(ops, name), rare)
    case(f"{name}(a)", getattr(ops, name), integers(2, 3))
holes = np.array([[[0.5, np.nan, -1.5], [2, 3, np.nan]], [[1, -2, 0.25], [np.nan, np.nan, 4]]], "float32")
for name in "nansum nanmean nanmax nanmin nanprod median ptp".split():
    operation = getattr(ops, name)
    for axis in [None, 1, -1, (0, 2)]:
        case(f"{name}(a, {along(axis)})", lambda a, o=operation, x=axis: o(a, axis=x), floats(2, 3, 4))
    case(f"{name}(a, 1, {{ keepdims: true }})", lambda a, o=operation: o(a, axis=1, keepdims=True), floats(2, 3))
    case(f"{name}(a, 1)", lambda a, o=operation: o(a, axis=1), integers(2, 3))
for name in "nansum nanmean nanmax nanmin nanprod".split():
    case(f"stopGradient({name}(a, -1))", lambda a, o=getattr(ops, name): ops.stop_gradient(o(a, axis=-1)), holes)
case("nansum(a)", ops.nansum, truths(2, 3))
for axis in [None, 0, -1]:
    case(f"cumprod(a, {along(axis)})", lambda a, x=axis: ops.cumprod(a, axis=x), floats(2, 3, 2))
case("cumprod(a, 1)", lambda a: ops.cumprod(a, axis=1), np.array([[0, 2, 3, 0.5, 4], [1, 0, 3, 0, 2]], "float32"))
case("cumprod(a, 1)", lambda a: ops.cumprod(a, axis=1), integers(2, 3))
case("cumprod(a, 1)", lambda a: ops.cumprod(a, axis=1), truths(2, 3))
case("identity(3)", lambda: ops.identity(3))
case("identity(2, { dtype: 'int32' })", lambda: ops.identity(2, dtype="int32"))
case("tri(3)", lambda: ops.tri(3))
case("tri(2, 4, 1, { dtype: 'int32' })", lambda: ops.tri(2, 4, 1, dtype="int32"))
case("multiply(a, size(a))", lambda a: a * ops.size(a), floats(2, 3))
case("multiply(a, ndim(a))", lambda a: a * ops.ndim(a), floats(2, 3))
case("digitize(a, [-1, 0, 0.5])", lambda a: ops.digitize(a, np.array([-1, 0, 0.5], "float32")), np.array([[-2, -1, -0.5], [0, 0.5, 7]], "float32"))
case("digitize(a, [1])", lambda a: ops.digitize(a, np.array([1], "int32")), integers(2, 3))
case("broadcastTo(a, [2, 3, 4])", lambda a: ops.broadcast_to(a, (2, 3, 4)), floats(3, 1))
case("broadcastTo(a, [2, 3])", lambda a: ops.broadcast_to(a, (2, 3)), integers(1, 3))
case("broadcastTo(a, [2, 3])", lambda a: ops.broadcast_to(a, (2, 3)), truths(3))
case("unstack(a)", ops.unstack, floats(2, 3))
case("unstack(a, 3, -1)", lambda a: ops.unstack(a, 3, axis=-1), floats(2, 4, 3))
case("unstack(a, null, 1)", lambda a: ops.unstack(a, axis=1), integers(2, 3))
for name in "vstack hstack".split():
    operation = getattr(ops, name)
    case(f"{name}([a, b])", lambda a, b, o=operation: o([a, b]), floats(3), floats(3))
    case(f"{name}([a, b])", lambda a, b, o=operation: o([a, b]), floats(2, 3), integers(2, 3))
    case(f"{name}([a, b, a])", lambda a, b, o=operation: o([a, b, a]), floats(2, 3, 2), floats(2, 3, 2))
case("hstack([a, b])", lambda a, b: ops.hstack([a, b]), floats(3), floats(2))
case("vstack([a, b])", lambda a, b: ops.vstack([a, b]), floats(3), floats(2, 3))
for k in [0, 1, -2]:
    written_k = "" if k == 0 else f", {k}"
    case(f"diag(a{written_k})", lambda a, k=k: ops.diag(a, k=k), floats(3))
    case(f"diag(a{written_k})", lambda a, k=k: ops.diag(a, k=k), integers(2))
    case(f"diag(a{written_k})", lambda a, k=k: ops.diag(a, k=k), floats(3, 4))
    case(f"diagonal(a{written_k})", lambda a, k=k: ops.diagonal(a, offset=k), floats(4, 3))
    case(f"trace(a{written_k})", lambda a, k=k: ops.trace(a, offset=k), floats(4, 3))
    case(f"diagonal(a, {k}, 1, 2)", lambda a, k=k: ops.diagonal(a, offset=k, axis1=1, axis2=2), floats(2, 3, 4))
    case(f"trace(a, {k}, -1, 0)", lambda a, k=k: ops.trace(a, offset=k, axis1=-1, axis2=0), integers(3, 2, 4))
case("diagonal(a, 0, 2, 0)", lambda a: ops.diagonal(a, axis1=2, axis2=0), truths(2, 2, 3, 2))
case("trace(a)", ops.trace, truths(3, 3))
case("diag(a)", ops.diag, truths(3))
for left, right in [((3,), (3,)), ((2, 3), (4, 3)), ((2, 3), (3,)), ((2, 2, 3), (2, 4, 3)), ((1,), (6, 1))]:
    case("inner(a, b)", ops.inner, floats(*left), floats(*right))
case("inner(a, b)", ops.inner, integers(2, 3), integers(4, 3))
case("cross(a, b)", ops.cross, floats(3), floats(3))
case("cross(a, b)", ops.cross, floats(2, 3), floats(2, 3))
case("cross(a, b)", ops.cross, floats(2, 1, 3), floats(4, 3))
case("cross(a, b)", ops.cross, integers(2, 3), integers(2, 3))
case("cross(a, b)", ops.cross, integers(2, 3), floats(3))
case("diff(a)", ops.diff, floats(2, 5))
case("diff(a, 2)", lambda a: ops.diff(a, n=2), floats(2, 5))
case("diff(a, 1, 0)", lambda a: ops.diff(a, axis=0), integers(4, 3))
case("diff(a, 0)", lambda a: ops.diff(a, n=0), floats(3))
case("diff(a, 3, 1)", lambda a: ops.diff(a, n=3, axis=1), floats(2, 4, 2))
case("diff(a)", ops.diff, truths(2, 5))
for axis in [None, 0, -1]:
    case(f"average(a, {along(axis)})", lambda a, x=axis: ops.average(a, axis=x), floats(2, 3, 4))
    case(f"average(a, {along(axis)}, b)", lambda a, b, x=axis: ops.average(a, axis=x, weights=b), floats(2, 3), positive(2, 3))
case("average(a)", ops.average, integers(2, 3))
case("average(a, 1, b)", lambda a, b: ops.average(a, axis=1, weights=b), floats(2, 3, 4), positive(3))
case("average(a, -1, b)", lambda a, b: ops.average(a, axis=-1, weights=b), integers(2, 3), integers(3, low=1))
for axis in [None, 1, (0, 2)]:
    case(f"quantile(a, 0.3, {along(axis)})", lambda a, x=axis: ops.quantile(a, 0.3, axis=x), floats(2, 3, 4))
for method in "linear lower higher midpoint nearest".split():
    case(
        f"quantile(a, [0, 0.2, 0.5, 0.77, 1], 1, {{ method: '{method}' }})",
        lambda a, m=method: ops.quantile(a, np.array([0, 0.2, 0.5, 0.77, 1], "float32"), axis=1, method=m),
        floats(2, 6),
    )
case("quantile(a, 0.9, 1, { keepdims: true })", lambda a: ops.quantile(a, 0.9, axis=1, keepdims=True), floats(2, 5))
case("quantile(a, [0.25, 0.75], null, { keepdims: true })", lambda a: ops.quantile(a, np.array([0.25, 0.75], "float32"), keepdims=True), floats(2, 5))
case("quantile(a, 0.5, 1)", lambda a: ops.quantile(a, 0.5, axis=1), integers(2, 4))
case("stopGradient(quantile(a, 0.5, 1))", lambda a: ops.stop_gradient(ops.quantile(a, 0.5, axis=1)), np.array([[1, np.nan, 2], [3, 1, 2]], "float32"))
near = np.array([[1, 1.00002, np.nan], [infinity, -infinity, 3]], "float32")
other = np.array([[1, 1, np.nan], [infinity, infinity, 3.1]], "float32")
for name in "isclose allclose".split():
    operation = getattr(ops, name)
    case(f"{name}(a, b)", operation, near, other)
    case(f"{name}(a, b, {{ rtol: 0.1, equalNan: true }})", lambda a, b, o=operation: o(a, b, rtol=0.1, equal_nan=True), near, other)
    case(f"{name}(a, b, {{ atol: 1 }})", lambda a, b, o=operation: o(a, b, atol=1), integers(2, 3), integers(3))
    case(f"{name}(a, a)", lambda a, o=operation: o(a, a), floats(2, 3))
for side in ["left", "right"]:
    case(f"searchsorted(a, b, '{side}')", lambda a, b, s=side: ops.searchsorted(a, b, side=s), np.array([-1, 0, 0, 2], "float32"), np.array([[-2, -1, 0], [1, 2, 3]], "float32"))
case("searchsorted(a, b)", ops.searchsorted, np.array([1, 3, 5], "int32"), integers(4))
case("sliceUpdate(a, [0, 1], b)", lambda a, b: ops.slice_update(a, (0, 1), b), floats(3, 4), floats(2, 2))
case("sliceUpdate(a, [2, 0, 1], b)", lambda a, b: ops.slice_update(a, (2, 0, 1), b), floats(3, 2, 3), floats(1, 2, 2))
case("sliceUpdate(a, [1], b)", lambda a, b: ops.slice_update(a, (1,), b), integers(4), integers(3))
case("sliceUpdate(a, [0, 0], b)", lambda a, b: ops.slice_update(a, (0, 0), b), floats(2, 3), floats(2, 3))
for axis in [-1, 0]:
    case(f"glu(a, {axis})", lambda a, x=axis: ops.glu(a, axis=x), floats(2, 3, 4))
case("glu(a)", ops.glu, floats(2, 4))


def numbers(array):
    array = np.asarray(array)
    if array.dtype == bool:
        return [int(value) for value in array.flat]
    if array.dtype.kind == "i":
        return [int(value) for value in array.flat]
    return [float(f"{value:.8g}") if np.isfinite(value) else str(value).replace("inf", "Infinity").replace("nan", "NaN") for value in array.flat]


def tensor(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "dtype": str(array.dtype), "values": numbers(array)}


def coefficients(shape):
    index = np.arange(int(np.prod(shape)))
    return (((7 * index) % 11 - 5) / 5).reshape(shape)


def gradients(compute, inputs, outputs):
    """None for integers, and for what is computed without floats."""
    places = [place for place, x in enumerate(inputs) if x.dtype == "float32"]
    if not places or not any(np.asarray(y).dtype.kind == "f" for y in outputs):
        return [None for _ in inputs]

    def loss(*given):
        operands = list(inputs)
        for place, x in zip(places, given):
            operands[place] = x
        found = compute(*operands)
        found = found if isinstance(found, (list, tuple)) else [found]
        return sum((y * coefficients(y.shape)).sum() for y in found if y.dtype.kind == "f")

    found = jax.grad(loss, tuple(range(len(places))))(*[jax.numpy.asarray(inputs[place]) for place in places])
    return [numbers(found[places.index(place)]) if place in places else None for place in range(len(inputs))]


written = []
for call, compute, inputs in cases:
    outputs = compute(*[ops.convert_to_tensor(x) for x in inputs])
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    written.append(
        {
            "call": call,
            "inputs": [tensor(x) for x in inputs],
            "outputs": [tensor(y) for y in outputs],
            "gradients": gradients(compute, inputs, outputs),
        }
    )

path = pathlib.Path(__file__).parent.parent / "test" / "golden" / "golden_operations.json"
lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in written)
path.write_text(f'{{"keras":"{keras.__version__}","backend":"{keras.backend.backend()}","cases":[\n{lines}\n]}}\n')
print(len(written), "cases")
