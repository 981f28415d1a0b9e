"""What golden_layers.json leaves out, in its format, computed by Keras 3.15 on TensorFlow in float64.

    python scripts/golden_layers_more.py test/golden/golden_layers_more.json
"""

import json
import os
import sys
from collections import Counter
from copy import deepcopy

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend import set_keras_mask

keras.config.set_floatx("float64")
random = np.random.default_rng(7)
counts = Counter()


def numbers(values):
    name = lambda value: "NaN" if np.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return [float(f"{value:.8g}") if np.isfinite(value) else name(value) for value in np.asarray(values, "float64").reshape(-1)]


def uniform(*shape):
    return random.uniform(-1.5, 1.5, shape).round(2)


def coefficients(shape):
    """What outputs are weighted by in the sum whose gradients are taken."""
    return ((7 * np.arange(np.prod(shape)) % 11 - 5) / 5).reshape(shape)


def case(layer, config, *inputs, names=(), masks=None, call=None, training=None):
    """One case. `names` are those of all inputs but the first, which are a list without; masks come with the inputs."""
    made = keras.layers.deserialize({"module": "keras.layers", "class_name": layer, "config": deepcopy(config)})
    tensors = [tf.constant(value, "int32" if value.dtype.kind == "i" else "float64") for value in inputs]
    floats = [tensor for tensor in tensors if tensor.dtype == "float64"]

    def run():
        for tensor, mask in zip(tensors, masks or []):
            set_keras_mask(tensor, None if mask is None else tf.constant(np.array(mask, bool)))
        options = {**(call or {}), **({} if training is None else {"training": training})}
        if not names:
            return made(tensors[0] if len(tensors) == 1 else tensors, **options)
        named = [(name, [one for other, one in zip(names, tensors[1:]) if other == name]) for name in dict.fromkeys(names)]
        return made(tensors[0], **{name: given if len(given) > 1 else given[0] for name, given in named}, **options)

    if layer.startswith("ConvLSTM") and config.get("data_format") == "channels_first":
        # On a CPU only the compiler has these, and gradients of what is unrolled.
        made(*[keras.Input(batch_shape=value.shape) for value in inputs[:1]])
        run = tf.function(run, jit_compile=True)
    run()
    for weight in made.weights:
        weight.assign(uniform(*weight.shape) * 0.8 + (1 if weight.name == "scale" else 0))
    with tf.GradientTape() as tape:
        tape.watch(floats)
        output = run()
        outputs = list(output) if isinstance(output, (list, tuple)) else [output]
        total = sum(tf.reduce_sum(one * coefficients(one.shape)) for one in outputs)
    gradients = tape.gradient(total, floats + [weight.value for weight in made.weights])
    # Those of a table are rows.
    found = iter([None if gradient is None else numbers(tf.convert_to_tensor(gradient)) for gradient in gradients])
    mask = getattr(output, "_keras_mask", None)
    counts[layer] += 1
    optional = {
        "call": call,
        "call_inputs": list(names) or None,
        "training": training,
        "masks": masks and [one and np.array(one).tolist() for one in masks],
        "output_mask": None if mask is None else np.array(mask).astype(int).tolist(),
    }
    return {
        "id": f"{layer}+{counts[layer] - 1}",
        "layer": layer,
        "config": config,
        **{name: value for name, value in optional.items() if value is not None},
        "input_shapes": [list(value.shape) for value in inputs],
        "input_dtypes": ["int32" if value.dtype.kind == "i" else "float32" for value in inputs],
        "output_shapes": [list(one.shape) for one in outputs],
        "weights": [
            {"name": one.name, "path": one.path, "shape": list(one.shape), "trainable": True, "values": numbers(one)}
            for one in made.weights
        ],
        "inputs": [numbers(value) for value in inputs],
        "outputs": [numbers(one) for one in outputs],
        "grad_inputs": [next(found) if tensor.dtype == "float64" else None for tensor in tensors],
        "grad_weights": [next(found) for _ in made.weights],
    }


QUERY, VALUE, KEY, NARROW = uniform(2, 3, 4), uniform(2, 5, 4), uniform(2, 5, 4), uniform(2, 5, 2)
QUERY_MASK, VALUE_MASK = [[1, 1, 0], [1, 1, 1]], [[1, 1, 0, 1, 1], [1, 1, 1, 0, 0]]
KEY_MASK, NOTHING = [[1, 0, 1, 1, 1], [0, 1, 1, 1, 1]], [[0, 0, 0, 0, 0], [1, 1, 1, 0, 0]]
SCORES_MASK = np.array(
    [[[1, 0, 1, 1, 0], [1, 1, 1, 1, 1], [0, 0, 0, 1, 0]], [[1, 1, 0, 0, 0], [0, 1, 0, 1, 1], [1, 1, 1, 1, 1]]], "int32"
)
CAUSAL, SCORES = {"use_causal_mask": True}, {"return_attention_scores": True}
HEADS = {"num_heads": 2, "key_dim": 3}
GROUPS = {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2}


def attention():
    yield case("Attention", {"score_mode": "concat"}, QUERY, VALUE)
    yield case("Attention", {"score_mode": "concat", "use_scale": True}, QUERY, VALUE)
    yield case("Attention", {}, QUERY, VALUE, call=SCORES)
    masks = [QUERY_MASK, QUERY_MASK]
    yield case("Attention", {"use_scale": True}, QUERY, QUERY.copy(), masks=masks, call={**CAUSAL, **SCORES})
    yield case("Attention", {}, QUERY, NARROW, KEY, masks=[None, VALUE_MASK, None])
    yield case("Attention", {}, uniform(2, 2, 3, 4), uniform(2, 2, 5, 4))
    yield case("AdditiveAttention", {}, QUERY, VALUE, masks=[QUERY_MASK, VALUE_MASK])
    yield case("AdditiveAttention", {}, QUERY, NARROW, KEY, call={**CAUSAL, **SCORES})


def heads(config, query, value, *others, names=(), **rest):
    return case("MultiHeadAttention", {**HEADS, **config}, query, value, *others, names=("value", *names), **rest)


def multi_head_attention():
    masks = [QUERY_MASK, VALUE_MASK]
    yield heads({"output_shape": 6}, QUERY, VALUE)
    yield heads({"output_shape": [2, 3]}, QUERY, VALUE)
    yield heads({"num_heads": 1}, QUERY, NARROW, uniform(2, 5, 3), names=("key",))
    yield heads({}, QUERY, VALUE, masks=masks)
    yield heads({}, QUERY, VALUE, masks=masks, call=SCORES)
    yield heads({"dropout": 0.5}, QUERY, VALUE, masks=masks, training=False)
    yield heads({}, QUERY, VALUE, KEY, names=("key",), masks=[None, VALUE_MASK, KEY_MASK], call=SCORES)
    yield heads({"sliding_window": 1}, QUERY, VALUE)
    yield heads({"sliding_window": 2}, QUERY, VALUE, masks=[None, NOTHING], call=CAUSAL)
    yield heads({"value_dim": 2}, QUERY, VALUE, call={**CAUSAL, **SCORES})
    yield heads({}, QUERY, VALUE, SCORES_MASK, names=("attention_mask",), masks=masks)
    yield heads({}, QUERY, VALUE, np.stack([SCORES_MASK, 1 - SCORES_MASK], 1), names=("attention_mask",))
    yield heads({"use_gate": True}, QUERY, VALUE)
    yield heads({"use_gate": True, "value_dim": 2, "use_bias": False}, QUERY, VALUE, call=SCORES)
    yield heads({"attention_axes": [2]}, uniform(2, 2, 3, 4), uniform(2, 2, 5, 4))
    yield heads({"attention_axes": [1]}, uniform(2, 2, 3, 4), uniform(2, 5, 3, 4), call=SCORES)
    yield heads({"attention_axes": [2, 1], "output_shape": [2, 2]}, uniform(1, 2, 3, 4), uniform(1, 2, 2, 3), call=SCORES)
    yield heads({}, uniform(1, 2, 3, 4), uniform(1, 2, 2, 3))
    steps = [[[[1, 1, 0], [1, 0, 1]]], [[[1, 0], [1, 1]]]]
    yield heads({"attention_axes": [2]}, uniform(1, 2, 3, 4), uniform(1, 2, 2, 4), masks=steps)


def groups(config, *inputs, names=(), **rest):
    return case("GroupQueryAttention", {**GROUPS, **config}, *inputs, names=("value", *names), **rest)


def group_query_attention():
    yield groups({}, QUERY, VALUE, KEY, names=("key",), masks=[QUERY_MASK, VALUE_MASK, None])
    yield groups({}, QUERY, VALUE, masks=[QUERY_MASK, NOTHING], call={**CAUSAL, **SCORES})
    mask = np.array(VALUE_MASK, "int32")
    yield groups({"use_gate": True, "use_bias": False, "sliding_window": 2}, QUERY, VALUE, mask, names=("value_mask",))
    yield groups({"num_key_value_heads": 4}, QUERY, VALUE, SCORES_MASK, names=("attention_mask",), call=SCORES)


def einsum_dense():
    for equation, output_shape, bias_axes, activation, shape in [
        ("ab,bc->ac", 3, "c", "relu", (2, 4)),
        ("abc,cd->abd", [None, 3], None, None, (2, 3, 4)),
        ("...x,xy->...y", 3, "y", None, (2, 3, 2, 4)),
        ("...x,xy->...y", 3, "y", None, (2, 4)),
        ("ab...,bc->ac...", 3, "c", None, (2, 4, 3, 2)),
        ("abc,cde->abde", [None, 2, 3], "de", "tanh", (2, 3, 4)),
        ("abcd,cde->abe", [None, 3], "e", None, (2, 3, 2, 4)),
        ("abc,bde->aedc", [2, 3, 4], "e", None, (2, 3, 4)),
        ("abc,dc->adb", [2, None], "d", None, (2, 3, 4)),
    ]:
        optional = {"bias_axes": bias_axes, "activation": activation}
        given = {name: value for name, value in optional.items() if value is not None}
        yield case("EinsumDense", {"equation": equation, "output_shape": output_shape, **given}, uniform(*shape))


IMAGES, SIGNALS, VOLUMES, VECTORS = uniform(2, 6, 5, 4), uniform(2, 9, 4), uniform(1, 5, 6, 4, 4), uniform(3, 4)
L2, NORM = {"class_name": "L2", "config": {"l2": 0.02}}, {"class_name": "MaxNorm", "config": {"max_value": 1, "axis": 0}}


def convolutions():
    """Groups, dilation, activations, no bias: what the given cases leave at its default."""
    for layer, inputs, windows in [
        ("Conv1D", SIGNALS, (3,)),
        ("Conv2D", IMAGES, (3, 2)),
        ("Conv3D", VOLUMES, (2, 3, 2)),
    ]:
        base = {"filters": 6, "kernel_size": list(windows)}
        yield case(layer, {**base, "groups": 2}, inputs)
        yield case(layer, {**base, "groups": 2, "padding": "same", "strides": 2, "activation": "tanh"}, inputs)
        yield case(layer, {**base, "groups": 2, "dilation_rate": 2, "use_bias": False}, inputs)
        yield case(layer, {**base, "dilation_rate": 2, "padding": "same", "activation": "softplus"}, inputs)
        yield case(layer, {**base, "kernel_regularizer": L2, "kernel_constraint": NORM}, inputs)
        transposed = {"filters": 3, "kernel_size": list(windows)}
        more = {"use_bias": False, "activation": "elu"}
        yield case(f"{layer}Transpose", {**transposed, "activation": "tanh", "padding": "same"}, inputs)
        yield case(f"{layer}Transpose", {**transposed, "strides": 2, "output_padding": 1, **more}, inputs)
    for layer, inputs, kernel in [("DepthwiseConv1D", SIGNALS, 3), ("DepthwiseConv2D", IMAGES, [3, 2])]:
        base = {"kernel_size": kernel, "depth_multiplier": 2}
        yield case(layer, {**base, "activation": "tanh"}, inputs)
        yield case(layer, {**base, "use_bias": False, "padding": "same", "strides": 2}, inputs)
        yield case(layer, {**base, "dilation_rate": 2, "use_bias": False}, inputs)
    for layer, inputs, kernel in [("SeparableConv1D", SIGNALS, 3), ("SeparableConv2D", IMAGES, [3, 2])]:
        base = {"filters": 5, "kernel_size": kernel, "depth_multiplier": 3}
        yield case(layer, {**base, "activation": "tanh"}, inputs)
        yield case(layer, {**base, "use_bias": False, "padding": "same", "strides": 2}, inputs)
        yield case(layer, {**base, "dilation_rate": 2, "use_bias": False, "pointwise_regularizer": L2}, inputs)
    yield case("DepthwiseConv1D", {"kernel_size": 2, "strides": 3}, SIGNALS)


def recurrence():
    steps, mask = uniform(2, 4, 3), [[1, 1, 0, 1], [0, 1, 1, 0]]
    for layer in ("SimpleRNN", "LSTM", "GRU"):
        yield case(layer, {"units": 2, "use_bias": False}, steps)
        yield case(layer, {"units": 5, "return_sequences": True, "zero_output_for_mask": True}, steps, masks=[mask])
        yield case(layer, {"units": 2, "go_backwards": True, "return_state": True, "unroll": True}, steps, masks=[mask])
        yield case(layer, {"units": 2, "dropout": 0.5, "recurrent_dropout": 0.5}, steps, training=False)
        yield case(layer, {"units": 2, "kernel_regularizer": L2, "recurrent_constraint": NORM}, steps)
    yield case("LSTM", {"units": 2, "unit_forget_bias": False, "recurrent_activation": "hard_sigmoid"}, steps)
    yield case("GRU", {"units": 2, "reset_after": False, "recurrent_activation": "relu"}, steps, masks=[mask])


def normalizations():
    statistics = {"mean": [0.5, -1, 2, 0], "variance": [4, 1, 0.25, 2]}
    yield case("Normalization", statistics, VECTORS)
    yield case("Normalization", {**statistics, "invert": True}, VECTORS)
    yield case("Normalization", {"axis": None, "mean": 0.5, "variance": 4}, VECTORS)
    yield case("LayerNormalization", {"axis": [1, 2], "epsilon": 0.1, "center": False}, IMAGES)
    yield case("LayerNormalization", {"rms_scaling": True}, VECTORS)
    yield case("LayerNormalization", {"scale": False, "beta_regularizer": L2}, VECTORS)
    yield case("RMSNormalization", {"axis": -1, "epsilon": 0.1}, IMAGES)
    yield case("GroupNormalization", {"groups": 2, "scale": False, "epsilon": 0.1}, IMAGES)
    yield case("GroupNormalization", {"groups": -1, "center": False}, IMAGES)
    yield case("GroupNormalization", {"groups": 1, "axis": 1}, uniform(2, 4, 3))


def others():
    yield case("Masking", {"mask_value": 0.5}, np.array([[[0.5, 0.5], [0.5, 1]], [[1, 2], [0.5, 0.5]]]))
    yield case("Rescaling", {"scale": 0.25, "offset": -1.5}, VECTORS)
    yield case("RepeatVector", {"n": 4}, VECTORS)
    yield case("UpSampling1D", {"size": 3}, SIGNALS)
    yield case("ZeroPadding1D", {"padding": [2, 1], "data_format": "channels_first"}, SIGNALS)
    yield case("PReLU", {"shared_axes": [1], "alpha_constraint": {"class_name": "NonNeg", "config": {}}}, SIGNALS)
    yield case("Dense", {"units": 5, "use_bias": False, "kernel_constraint": NORM, "bias_regularizer": L2}, SIGNALS)
    yield case("Dense", {"units": 2, "activation": "swish"}, VECTORS)
    # TensorFlow does not pool float64 volumes on a CPU.
    for size in (1, 2):
        inputs, output = [SIGNALS, IMAGES][size - 1], [3, 2][:size]
        for kind in ("Average", "Max"):
            config = {"output_size": output, "data_format": "channels_first"}
            yield case(f"Adaptive{kind}Pooling{size}D", config, inputs)
            yield case(f"Adaptive{kind}Pooling{size}D", {"output_size": 2}, inputs)


def convolutional_lstm():
    first = {"filters": 2, "kernel_size": 2, "data_format": "channels_first", "unroll": True}
    kept = {**first, "padding": "same", "return_sequences": True}
    states = {"return_state": True, "go_backwards": True}
    yield case("ConvLSTM1D", {**first, **states, "dilation_rate": 2}, uniform(2, 3, 3, 5))
    yield case("ConvLSTM1D", {**kept, "activation": "softmax", "recurrent_activation": "softmax"}, uniform(2, 3, 3, 5))
    yield case("ConvLSTM1D", {**kept, "bias_initializer": "ones", "unit_forget_bias": False}, uniform(2, 3, 3, 5))
    yield case("ConvLSTM2D", {**first, **states, "strides": [2, 1]}, uniform(2, 3, 1, 4, 3))
    initial = uniform(2, 2, 4, 3), uniform(2, 2, 4, 3)
    yield case("ConvLSTM2D", kept, uniform(2, 3, 1, 4, 3), *initial, names=("initial_state",) * 2)
    yield case("ConvLSTM3D", {**kept, "return_state": True}, uniform(1, 2, 2, 3, 2, 2))


def masks_by_name():
    """Masks that calls give, which count instead of those of the inputs."""
    steps, given, own = uniform(2, 4, 3), np.array([[1, 1, 0, 1], [0, 1, 1, 0]], "int32"), [[[0, 1, 1, 1], [1, 1, 1, 0]]]
    cell = {"module": "keras.layers", "class_name": "GRUCell", "config": {"units": 2}}
    for layer, config in [("SimpleRNN", {"units": 2}), ("LSTM", {"units": 2}), ("GRU", {"units": 2}), ("RNN", {"cell": cell})]:
        kept = {**config, "return_sequences": True}
        yield case(layer, config, steps, given, names=("mask",))
        yield case(layer, kept, steps, given, names=("mask",), masks=own)
        yield case(layer, {**kept, "go_backwards": True, "zero_output_for_mask": True}, steps, given, names=("mask",), masks=own)
    yield case("ConvLSTM1D", {"filters": 2, "kernel_size": 2, "return_sequences": True}, uniform(2, 4, 3, 2), given, names=("mask",))
    lstm = {"module": "keras.layers", "class_name": "LSTM", "config": {"units": 2, "return_sequences": True}}
    yield case("Bidirectional", {"layer": lstm}, steps, given, names=("mask",), masks=own)
    inner = np.array([[[1, 0, 1], [0, 1, 0]], [[1, 1, 0], [0, 1, 1]]], "int32")
    yield case("TimeDistributed", {"layer": lstm}, uniform(2, 2, 3, 2), inner, names=("mask",))


def reversible():
    """An embedding both ways, tied or not."""
    indices, vectors = np.array([[3, 0, 3], [1, 4, 0]], "int32"), uniform(2, 3, 4)
    sizes = {"input_dim": 5, "output_dim": 4}
    reverse = {"reverse": True}
    for config in [sizes, {**sizes, "tie_weights": False}, {**sizes, "mask_zero": True, "embeddings_regularizer": L2}]:
        yield case("ReversibleEmbedding", config, indices)
        yield case("ReversibleEmbedding", config, vectors, call=reverse)
    yield case("ReversibleEmbedding", {**sizes, "logit_soft_cap": 1.5}, vectors[:, 0], call=reverse)
    yield case("ReversibleEmbedding", {**sizes, "tie_weights": False, "logit_soft_cap": 0.5}, vectors, call=reverse)


def write(path, cases):
    with open(path, "w") as file:
        data = {"keras": keras.__version__, "backend": "tensorflow", "floatx": "float64", "cases": list(cases)}
        json.dump(data, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    cases = [
        *attention(),
        *multi_head_attention(),
        *group_query_attention(),
        *einsum_dense(),
        *convolutions(),
        *recurrence(),
        *normalizations(),
        *others(),
        *convolutional_lstm(),
        *masks_by_name(),
        *reversible(),
    ]
    write(sys.argv[1], cases)
