"""Layers where sizes are one, and where inputs tie, are zero or lie on a kink, as golden_layers_more.py writes them.

    python scripts/golden_layers_edges.py test/golden/golden_layers_edges.json

Cases in which Keras on JAX has another gradient are left out: its values are computed by a second run of this script.
"""

import json
import os
import subprocess
import sys

import numpy as np

IS_JAX = os.environ.get("KERAS_BACKEND") == "jax"


def specifications():
    """Layers with their configurations, options of the call, and inputs."""
    random = np.random.default_rng(11)
    uniform = lambda *shape: random.uniform(-1.5, 1.5, shape).round(2)
    integers = lambda low, high, *shape: random.integers(low, high + 1, shape).astype("float64")
    layer = lambda name, **config: {"module": "keras.layers", "class_name": name, "config": config}
    step, masked = lambda: uniform(4, 1, 2), [[[1], [0], [1], [1]]]

    for kind, gated in [("SimpleRNN", {}), ("GRU", {}), ("LSTM", {})]:
        for config in [
            {},
            {"return_sequences": True, "return_state": True},
            {"activation": "relu"},
            {"activation": "softsign", "go_backwards": True, "return_sequences": True},
            {"unroll": True},
            *([] if kind == "SimpleRNN" else [{"recurrent_activation": "hard_sigmoid"}, {"use_bias": False}]),
            *([{"reset_after": False}, {"reset_after": False, "activation": "relu"}] if kind == "GRU" else []),
        ]:
            yield kind, {"units": 3, **config}, {}, step()
        yield kind, {"units": 3, "return_sequences": True}, {"masks": masked}, step()
        yield "RNN", {"cell": layer(f"{kind}Cell", units=3)}, {}, step()
        yield "RNN", {"cell": layer(f"{kind}Cell", units=3), "return_sequences": True}, {"masks": masked}, step()
        yield "RNN", {"cell": [layer(f"{kind}Cell", units=3), layer(f"{kind}Cell", units=2)]}, {}, step()
        yield "Bidirectional", {"layer": layer(kind, units=3, activation="relu")}, {}, step()
        yield "Bidirectional", {"layer": layer(kind, units=2, return_sequences=True), "merge_mode": "sum"}, {}, step()
        yield "TimeDistributed", {"layer": layer(kind, units=2, activation="relu")}, {}, uniform(3, 1, 1, 2)
        yield "TimeDistributed", {"layer": layer(kind, units=2)}, {}, uniform(3, 2, 1, 2)
        yield kind, {"units": 1}, {}, uniform(1, 1, 1)
        yield kind, {"units": 1, "activation": "relu"}, {}, uniform(2, 3, 1)
    for rank in [1, 2, 3]:
        config = {"filters": 2, "kernel_size": 2, "padding": "same"}
        yield f"ConvLSTM{rank}D", config, {}, uniform(2, 1, *[3] * rank, 2)
        yield f"ConvLSTM{rank}D", {**config, "return_sequences": True, "activation": "relu"}, {}, uniform(2, 1, *[2] * rank, 1)
        yield f"ConvLSTM{rank}D", {"filters": 1, "kernel_size": 1}, {}, uniform(1, 1, *[1] * rank, 1)
    yield "TimeDistributed", {"layer": layer("Dense", units=2)}, {}, step()
    yield "TimeDistributed", {"layer": layer("Conv1D", filters=1, kernel_size=1)}, {}, uniform(2, 1, 3, 2)

    for rank in [1, 2, 3]:
        sizes = [[8], [4, 4], [2, 4, 4]][rank - 1]
        ties = lambda: integers(0, 2, 2, *sizes, 2)
        yield f"GlobalMaxPooling{rank}D", {}, {}, ties()
        yield f"GlobalMaxPooling{rank}D", {"keepdims": True, "data_format": "channels_first"}, {}, ties()
        yield f"GlobalAveragePooling{rank}D", {}, {}, ties()
        yield f"MaxPooling{rank}D", {"pool_size": 2}, {}, ties()
        yield f"MaxPooling{rank}D", {"pool_size": 2, "strides": 1, "padding": "same"}, {}, ties()
        yield f"MaxPooling{rank}D", {"pool_size": 2, "strides": 1}, {}, integers(-2, 0, 2, *sizes, 2)
        yield f"MaxPooling{rank}D", {"pool_size": 2, "strides": 2, "padding": "same"}, {}, integers(-2, 0, 2, *sizes, 2)
        yield f"AveragePooling{rank}D", {"pool_size": 2, "strides": 1, "padding": "same"}, {}, ties()
        yield f"AdaptiveMaxPooling{rank}D", {"output_size": 2}, {}, ties()
    kinks = np.array([[-6, -3, -1, -0.5, 0, 0.5, 1, 2, 3, 6, 7, 0]], "float64")
    for name in [
        "relu", "relu6", "leaky_relu", "elu", "selu", "hard_sigmoid", "hard_tanh", "hard_silu", "hard_shrink", "soft_shrink",
        "softsign", "tanh_shrink", "celu", "squareplus", "sparse_plus", "sparse_sigmoid", "softmax",
        "log_softmax", "sparsemax", "log_sigmoid", "exponential", "linear", "gelu", "silu", "mish", "softplus", "sigmoid", "tanh",
    ]:  # fmt: skip
        yield "Activation", {"activation": name}, {}, kinks
    for config in [
        {"max_value": 6}, {"max_value": 1, "negative_slope": 0.1}, {"max_value": 3, "threshold": 1}, {"threshold": 1},
        {"negative_slope": 0.3, "threshold": 0.5}, {"negative_slope": 0.3},
    ]:  # fmt: skip
        yield "ReLU", config, {}, kinks
    yield "LeakyReLU", {"negative_slope": 0.2}, {}, kinks
    yield "PReLU", {}, {}, kinks
    yield "PReLU", {"shared_axes": [1]}, {}, np.zeros((2, 3, 2))
    yield "ELU", {"alpha": 0.5}, {}, kinks
    yield "Softmax", {}, {}, np.zeros((2, 3))
    for name in ["Maximum", "Minimum"]:
        yield name, {}, {}, integers(0, 1, 3, 4), integers(0, 1, 3, 4)
        yield name, {}, {}, integers(0, 1, 3, 4), integers(0, 1, 3, 4), integers(0, 1, 3, 4)
        yield name, {}, {}, integers(0, 1, 3, 1), integers(0, 1, 3, 4)
    for name in ["LayerNormalization", "RMSNormalization", "UnitNormalization"]:
        yield name, {}, {}, np.array([[1, 2, 4], [3, 3, 3], [0, 0, 0]], "float64")
    yield "GroupNormalization", {"groups": 2}, {}, np.array([[[1, 1, 2, 4], [1, 1, 0, 0]]], "float64")
    yield "Normalization", {"mean": [0, 1], "variance": [0, 4]}, {}, integers(0, 1, 3, 2)
    yield "Dot", {"axes": 1, "normalize": True}, {}, np.array([[0, 0], [3, 4]], "float64"), np.array([[1, 2], [3, 4]], "float64")


def cases():
    from golden_layers_more import case

    for name, config, options, *inputs in specifications():
        # TensorFlow has no pooling of float64 volumes.
        dtype = {"dtype": "float32"} if name.endswith("Pooling3D") else {}
        yield {**case(name, {**config, **dtype}, *inputs, **options), "config": config}


def jax_gradients():
    import jax
    import jax.numpy as jnp
    import keras
    from keras.src.backend import set_keras_mask

    given = json.load(sys.stdin)
    for (name, config, options, *inputs), one in zip(specifications(), given, strict=True):
        made = keras.layers.deserialize({"module": "keras.layers", "class_name": name, "config": config})

        def outputs(inputs):
            masks = [jnp.array(mask, bool) for mask in options.get("masks", [])]
            tensors = [jnp.asarray(value) for value in inputs]
            call = {"mask": masks[0]} if masks else {}
            output = made(tensors[0] if len(tensors) == 1 else tensors, **call)
            return list(output) if isinstance(output, (list, tuple)) else [output]

        outputs(inputs)
        for weight, values in zip(made.weights, one["weights"]):
            weight.assign(np.reshape(np.array(values["values"], "float32"), values["shape"]))

        def total(inputs):
            found = outputs(inputs)
            return sum(
                jnp.sum(each * ((7 * np.arange(each.size) % 11 - 5) / 5).reshape(each.shape)) for each in found
            )

        yield [np.asarray(gradient).reshape(-1).tolist() for gradient in jax.grad(total)([jnp.asarray(one, "float32") for one in inputs])]


if __name__ == "__main__":
    if IS_JAX:
        json.dump(list(jax_gradients()), sys.stdout)
    else:
        from golden_layers_more import write

        made = list(cases())
        run = subprocess.run(
            [sys.executable, __file__],
            input=json.dumps(made),
            env={**os.environ, "KERAS_BACKEND": "jax"},
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        agreed = []
        for one, jax in zip(made, json.loads(run.stdout), strict=True):
            pairs = [(mine, other) for mine, other in zip(one["grad_inputs"], jax) if mine is not None]
            if all(np.allclose(mine, other, 1e-3, 1e-4, equal_nan=True) for mine, other in pairs):
                agreed.append(one)
            else:
                print("the backends differ:", one["id"], one["config"], file=sys.stderr)
        write(sys.argv[1], agreed)
        print(len(agreed), "of", len(made), file=sys.stderr)
