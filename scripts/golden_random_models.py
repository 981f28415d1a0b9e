"""Random functional models, with their outputs and three steps of SGD, computed by Keras 3.15 on TensorFlow.

    python scripts/golden_random_models.py test/golden/golden_random_models.json [COUNT [SEED]]

A model has one or two inputs of any rank, layers that are drawn for the rank of what they are called on (shared ones,
nested models, masks, states that are handed on), and one or two outputs. Its configuration is Keras' own, less what is
the default of its class.

Left out: states for a recurrent layer of a masked sequence. Keras then computes with the steps that the mask leaves out,
though it passes the mask on. And attention over a masked tensor that another attention has had: of the two, only the first
sees the mask in Keras, which takes it from the tensor.
"""

import inspect
import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers
from keras.src.backend import get_keras_mask

BATCH = 4
WORDS = 9
ACTIVATIONS = ["relu", "tanh", "sigmoid", "linear", "gelu", "silu", "elu", "softplus", "softsign", "mish", "selu"]


class Draw:
    """Random choices, and the layers that this model shares."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.shared = {}

    def size(self, low, high):
        return int(self.random.integers(low, high + 1))

    def chance(self, probability=0.5):
        return bool(self.random.random() < probability)

    def one(self, choices):
        return choices[int(self.random.integers(len(choices)))]

    def activation(self):
        return self.one(ACTIVATIONS)

    def share(self, key, make):
        """The layer that was made under the key before, or a new one."""
        if key not in self.shared:
            self.shared[key] = make()
        return self.shared[key]

    def regularizer(self):
        return self.one([None, None, None, keras.regularizers.L2(0.01), keras.regularizers.L1(0.01)])


def features(x):
    return int(x.shape[-1])


def alike(draw, pool, x):
    """A tensor of the same shape, which may be the same tensor."""
    return draw.one([other for other in pool if other.shape == x.shape and other.dtype == x.dtype])


def merged(draw, pool, x):
    name = draw.one(["Add", "Subtract", "Multiply", "Maximum", "Minimum", "Average", "Concatenate"])
    return getattr(layers, name)()([x, alike(draw, pool, x)])


def inner_model(draw, size):
    """A model of one vector: a Sequential, or a functional model with one output, a list of outputs, or outputs by name."""
    inputs = keras.Input((size,))
    hidden = layers.Dense(3, activation=draw.activation(), kernel_regularizer=draw.regularizer())
    if draw.chance(0.3):
        return keras.Sequential([inputs, hidden, layers.LayerNormalization(), layers.Dense(2)])
    y = hidden(inputs)
    if draw.chance():
        y = layers.BatchNormalization()(y)
    z = layers.Dense(2)(y)
    return keras.Model(inputs, draw.one([y, [y, z], {"scores": z, "hidden": y}]))


def nested(draw, x):
    """What a model makes of a vector, which it shares with all other vectors of the same size."""
    return draw.one(keras.tree.flatten(draw.share(("model", features(x)), lambda: inner_model(draw, features(x)))(x)))


def twice(draw, pool, x):
    """What one layer makes of two tensors."""
    layer = {
        2: lambda: draw.one([lambda x: nested(draw, x), layers.Dense(3, activation=draw.activation())]),
        3: lambda: draw.one([layers.LSTM(2, return_sequences=True), layers.Dense(3), layers.Conv1D(2, 2)]),
        4: lambda: layers.Conv2D(2, 2, activation=draw.activation()),
        5: lambda: layers.Conv3D(2, 2),
    }[len(x.shape)]()
    return merged(draw, [layer(alike(draw, pool, x))], layer(x))


def pair_model(draw, x):
    """A functional model of two vectors by their places, and what it makes of two halves of a vector."""
    left, right = keras.Input((3,)), keras.Input((3,))
    difference = layers.Subtract()([left, right])
    model = keras.Model([left, right], layers.Dense(2, activation=draw.activation())(layers.Concatenate()([left, difference])))
    one, other = layers.Dense(3)(x), layers.Dense(3, activation="tanh")(x)
    return layers.Add()([model([one, other]), model([other, one])])


def of_vector(draw, pool, x):
    size = features(x)
    return draw.one(
        [
            lambda: layers.Dense(draw.size(2, 5), activation=draw.activation(), kernel_regularizer=draw.regularizer())(x),
            lambda: layers.Dense(draw.size(2, 4), activity_regularizer=draw.regularizer(), use_bias=False)(x),
            lambda: layers.EinsumDense("ab,bc->ac", output_shape=3, bias_axes="c", activation=draw.activation())(x),
            lambda: layers.BatchNormalization(momentum=0.8)(x),
            lambda: layers.LayerNormalization(center=draw.chance(), scale=draw.chance())(x),
            lambda: layers.RMSNormalization()(x),
            lambda: layers.UnitNormalization()(x),
            lambda: layers.Dropout(0.0)(x),
            lambda: layers.PReLU()(x),
            lambda: layers.LeakyReLU(0.2)(x),
            lambda: layers.Softmax()(x),
            lambda: layers.Rescaling(0.5, offset=0.1)(x),
            lambda: layers.RepeatVector(3)(x),
            lambda: layers.Reshape((size, 1))(x),
            lambda: draw.share(("dense", size), lambda: layers.Dense(3, activation="tanh"))(x),
            lambda: layers.add([x, layers.Dense(size)(x)]),
            lambda: layers.multiply([x, layers.Activation("sigmoid")(x)]),
            lambda: layers.Dot(axes=1, normalize=draw.chance())([x, layers.Dense(size)(x)]),
            lambda: layers.SpectralNormalization(layers.Dense(3))(x),
            lambda: merged(draw, pool, x),
            lambda: twice(draw, pool, x),
            lambda: pair_model(draw, x),
        ]
    )()


def handed_on(draw, x):
    """A recurrent layer that starts from the states of another."""
    if get_keras_mask(x) is not None:
        return recurrent(draw, x)
    layer = draw.one([layers.LSTM, layers.GRU, layers.SimpleRNN])
    sequence, *states = layer(3, return_sequences=True, return_state=True)(x)
    return layer(3, return_sequences=True)(sequence if draw.chance() else x, initial_state=states)


def recurrent(draw, x):
    layer = draw.one([layers.LSTM, layers.GRU, layers.SimpleRNN])
    options = {"go_backwards": draw.chance(0.3), "activation": draw.one(["tanh", "tanh", "relu", "softsign"])}
    return layer(draw.size(2, 3), return_sequences=True, **options)(x)


def cells(draw, x):
    stack = [layers.LSTMCell(2), layers.GRUCell(3, reset_after=draw.chance()), layers.SimpleRNNCell(2)]
    return layers.RNN(stack[: draw.size(1, 3)], return_sequences=True)(x)


def attended(draw, layer, query, value, **options):
    """What attention makes of two sequences; one that has a mask goes into one such layer only."""
    for x in (query, value):
        if get_keras_mask(x) is not None and draw.share(("attention", id(x)), lambda: layer) is not layer:
            return recurrent(draw, query)
    return layer(query, value, **options)


def of_sequence(draw, pool, x):
    size, padding = features(x), draw.one(["valid", "same"])
    return draw.one(
        [
            lambda: recurrent(draw, x),
            lambda: handed_on(draw, x),
            lambda: cells(draw, x),
            lambda: layers.Bidirectional(
                draw.one([layers.GRU, layers.LSTM])(2, return_sequences=True),
                merge_mode=draw.one(["concat", "sum", "mul", "ave"]),
            )(x),
            lambda: draw.share(("lstm", size), lambda: layers.LSTM(2, return_sequences=True))(x),
            lambda: layers.TimeDistributed(layers.Dense(draw.size(2, 4), activation=draw.activation()))(x),
            lambda: layers.Dense(draw.size(2, 4), activation=draw.activation())(x),
            lambda: layers.Conv1D(draw.size(2, 4), 2, padding=draw.one(["valid", "same", "causal"]))(x),
            lambda: layers.Conv1D(2, 2, dilation_rate=2, padding="same", activation=draw.activation())(x),
            lambda: layers.SeparableConv1D(3, 2, padding=padding)(x),
            lambda: layers.DepthwiseConv1D(2, padding=padding)(x),
            lambda: layers.Conv1DTranspose(2, 2, strides=2, padding=padding)(x),
            lambda: layers.MaxPooling1D(2, padding=padding)(x),
            lambda: layers.AveragePooling1D(2, strides=1, padding=padding)(x),
            lambda: layers.UpSampling1D(2)(x),
            lambda: layers.ZeroPadding1D(1)(x),
            lambda: layers.Cropping1D((1, 0))(x),
            lambda: attended(draw, layers.MultiHeadAttention(2, 3), x, alike(draw, pool, x), use_causal_mask=draw.chance()),
            lambda: attended(draw, layers.GroupQueryAttention(3, 2, 1), x, x),
            lambda: layers.Attention(use_scale=draw.chance())([x, alike(draw, pool, x)]),
            lambda: layers.AdditiveAttention()([x, x]),
            lambda: layers.LayerNormalization()(x),
            lambda: layers.BatchNormalization(momentum=0.7)(x),
            lambda: layers.GroupNormalization(groups=1)(x),
            lambda: layers.SpatialDropout1D(0.0)(x),
            lambda: layers.Masking(0.0)(x),
            lambda: layers.Permute((2, 1))(x),
            lambda: layers.Flatten()(x),
            lambda: layers.add([x, layers.LayerNormalization()(x)]),
            lambda: merged(draw, pool, x),
            lambda: twice(draw, pool, x),
            lambda: twice(draw, pool, x),
        ]
    )()


def of_image(draw, pool, x):
    padding = draw.one(["valid", "same"])
    height, width, channels = x.shape[1:]
    return draw.one(
        [
            lambda: layers.Conv2D(
                draw.size(2, 4), draw.size(1, 3), strides=draw.size(1, 2), padding=padding, activation=draw.activation()
            )(x),
            lambda: layers.Conv2D(2, 2, dilation_rate=2, padding="same", kernel_regularizer=draw.regularizer())(x),
            lambda: layers.DepthwiseConv2D(2, depth_multiplier=draw.size(1, 2), padding=padding)(x),
            lambda: layers.SeparableConv2D(3, 2, padding="same", activation=draw.activation())(x),
            lambda: layers.Conv2DTranspose(2, 3, strides=2, padding=padding)(x),
            lambda: layers.MaxPooling2D(2, padding=padding)(x),
            lambda: layers.AveragePooling2D(2, strides=1, padding=padding)(x),
            lambda: layers.AdaptiveAveragePooling2D(3)(x),
            lambda: layers.BatchNormalization()(x),
            lambda: layers.LayerNormalization(axis=[1, 2, 3])(x),
            lambda: layers.GroupNormalization(groups=1)(x),
            lambda: layers.PReLU(shared_axes=[1, 2])(x),
            lambda: layers.ZeroPadding2D(((1, 0), (0, 1)))(x),
            lambda: layers.Cropping2D(1)(x),
            lambda: layers.UpSampling2D(2, interpolation=draw.one(["nearest", "bilinear"]))(x),
            lambda: layers.SpatialDropout2D(0.0)(x),
            lambda: layers.Reshape((height * width, channels))(x),
            lambda: layers.TimeDistributed(layers.LSTM(2))(x),
            lambda: layers.add([x, layers.Conv2D(channels, 3, padding="same")(x)]),
            lambda: draw.share(("conv", channels), lambda: layers.Conv2D(channels, 2, padding="same"))(x),
            lambda: merged(draw, pool, x),
            lambda: twice(draw, pool, x),
        ]
    )()


def of_volume(draw, pool, x):
    return draw.one(
        [
            lambda: layers.Conv3D(2, 2, padding=draw.one(["valid", "same"]), activation=draw.activation())(x),
            lambda: layers.ConvLSTM2D(2, 2, padding="same", return_sequences=draw.chance())(x),
            lambda: layers.TimeDistributed(layers.Conv2D(2, 2, activation=draw.activation()))(x),
            lambda: layers.MaxPooling3D(2, padding="same")(x),
            lambda: layers.AveragePooling3D(2)(x),
            lambda: layers.BatchNormalization()(x),
            lambda: merged(draw, pool, x),
            lambda: twice(draw, pool, x),
        ]
    )()


def vector_of(draw, x):
    """A vector for each sample of a tensor of any rank."""
    if len(x.shape) == 2:
        return x
    if len(x.shape) == 3:
        return draw.one(
            [
                lambda: layers.LSTM(draw.size(2, 3))(x),
                lambda: layers.GRU(draw.size(2, 3), reset_after=draw.chance())(x),
                lambda: layers.Bidirectional(layers.SimpleRNN(2))(x),
                lambda: layers.GlobalAveragePooling1D()(x),
                lambda: layers.GlobalMaxPooling1D()(x),
            ]
        )()
    dimensions = len(x.shape) - 2
    average, maximum = (getattr(layers, f"Global{kind}Pooling{dimensions}D") for kind in ("Average", "Max"))
    return draw.one([lambda: average()(x), lambda: maximum()(x), lambda: layers.Flatten()(x)])()


def some_input(draw, name):
    shape = draw.one(
        [
            lambda: (draw.size(2, 5),),
            lambda: (draw.size(3, 5), draw.size(2, 4)),
            lambda: (draw.size(3, 5), draw.size(2, 4)),
            lambda: (draw.size(4, 6), draw.size(4, 6), draw.size(1, 3)),
            lambda: (2, 4, 4, draw.size(1, 2)),
            lambda: "words",
            lambda: "words",
        ]
    )()
    if shape == "words":
        inputs = keras.Input((draw.size(3, 5),), dtype="int32", name=name)
        return inputs, layers.Embedding(WORDS, draw.size(2, 4), mask_zero=draw.chance(0.7))(inputs)
    inputs = keras.Input(shape, name=name)
    masked = len(shape) == 2 and draw.chance()
    return inputs, layers.Masking()(inputs) if masked else inputs


def model_of(draw):
    inputs, pool = (list(column) for column in zip(*[some_input(draw, f"in_{place}") for place in range(draw.size(1, 2))]))
    first = list(pool)
    by_rank = {2: of_vector, 3: of_sequence, 4: of_image, 5: of_volume}
    for _ in range(draw.size(3, 8)):
        x = draw.one(pool[-3:])
        try:
            made = by_rank[len(x.shape)](draw, pool, x)
        except (ValueError, TypeError):
            continue  # Too small for a window, or of a rank that there is nothing for.
        if np.prod(made.shape[1:]) <= 200 and all(made.shape[1:]):
            pool.append(made)
    joined = layers.Concatenate()([vector_of(draw, x) for x in [*pool[-3:], *first]])
    if draw.chance():
        joined = layers.Concatenate()([nested(draw, joined), layers.Dropout(0.0)(joined)])
    outputs, losses = [layers.Dense(2, activation="softmax", name="out_a")(joined)], ["categorical_crossentropy"]
    sequences = [x for x in pool if len(x.shape) == 3]
    if sequences and draw.chance():
        outputs.append(layers.Dense(2, name="out_b")(sequences[-1]))
        losses.append("mean_squared_error")
    elif draw.chance():
        outputs.append(layers.Dense(1, activation="sigmoid", name="out_b")(joined))
        losses.append("binary_crossentropy")
    listed = len(inputs) > 1 or draw.chance(0.3)
    model = keras.Model(inputs if listed else inputs[0], outputs if len(outputs) > 1 else outputs[0])
    return model, [x.shape for x in inputs], losses


def number(value):
    return float(f"{float(value):.7g}")


def described(values):
    values = np.asarray(values)
    return {"shape": list(values.shape), "dtype": str(values.dtype), "values": [number(value) for value in values.ravel()]}


def floats(model):
    """The weights of each layer of a model that are not the state of a generator of random numbers."""
    pairs = [(layer.name, [weight for weight in layer.weights if "float" in weight.dtype]) for layer in model.layers]
    return {name: weights for name, weights in pairs if weights}


def fill(draw, model):
    for weights in floats(model).values():
        for weight in weights:
            values = draw.random.uniform(-0.7, 0.7, weight.shape).round(2)
            weight.assign(np.abs(values) + 0.5 if any(part in weight.path for part in ("variance", "gamma", "scale")) else values)


def data_of(draw, model, losses):
    xs = []
    for tensor in model.inputs:
        shape = (BATCH, *tensor.shape[1:])
        whole = tensor.dtype == "int32"
        x = draw.random.integers(0, WORDS, shape) if whole else draw.random.normal(0, 1, shape).round(3)
        if len(shape) == 3 and draw.chance():
            x[0, -1] = x[1, 1] = 0  # Steps that a Masking leaves out.
        xs.append(x.astype(tensor.dtype))
    ys = []
    for tensor, loss in zip(model.outputs, losses):
        shape = (BATCH, *tensor.shape[1:])
        if loss == "categorical_crossentropy":
            y = np.eye(2)[draw.random.integers(0, 2, BATCH)]
        elif loss == "binary_crossentropy":
            y = draw.random.integers(0, 2, shape)
        else:
            y = draw.random.normal(0, 1, shape).round(2)
        ys.append(y.astype("float32"))
    return xs, ys


def without_defaults(value):
    """What Keras writes, less what follows from the class of a layer: its module, its initializers, its defaults."""
    if isinstance(value, list):
        return [without_defaults(item) for item in value]
    if not isinstance(value, dict) or "class_name" not in value or value["module"] not in ("keras", "keras.layers"):
        return value
    made = getattr(keras, value["class_name"], None) or getattr(layers, value["class_name"])
    parameters = inspect.signature(made.__init__).parameters
    unread = {"trainable", "sparse", "ragged", "optional", "build_input_shape"}
    config = {
        option: without_defaults(given)
        for option, given in value["config"].items()
        if option not in unread and not option.endswith("_initializer")
        if option == "name" or option not in parameters or parameters[option].default != given
        if option != "dtype" or made is layers.InputLayer
    }
    return {"class_name": value["class_name"], "config": config}


def tensors_only(value):
    """The arguments of a call, in which a tensor is its history and shape."""
    if isinstance(value, list):
        return [tensors_only(item) for item in value]
    if not isinstance(value, dict) or value.get("class_name") != "__keras_tensor__":
        return value
    config = value["config"]
    return {"class_name": "__keras_tensor__", "config": {"shape": config["shape"], "keras_history": config["keras_history"]}}


def compact(config):
    """Keras' configuration of a functional model, less operations: masks, which follow from the layers."""
    kept = []
    for layer in config["layers"]:
        if ".ops." in layer["module"]:
            continue
        calls = [
            {
                "args": tensors_only(node["args"]),
                "kwargs": {name: tensors_only(given) for name, given in node["kwargs"].items() if name not in ("mask", "training")},
            }
            for node in layer["inbound_nodes"]
        ]
        is_graph = layer["class_name"] == "Functional"
        described = {"class_name": "Functional", "config": compact(layer["config"])} if is_graph else without_defaults(layer)
        kept.append({**described, "inbound_nodes": calls})
    return {**{key: config[key] for key in ("name", "input_layers", "output_layers")}, "layers": kept}


def case(seed):
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed[-1])
    draw = Draw(seed)
    model, _, losses = model_of(draw)
    fill(draw, model)
    xs, ys = data_of(draw, model, losses)
    config = compact(json.loads(model.to_json())["config"])
    initial = {name: [described(weight) for weight in weights] for name, weights in floats(model).items()}
    x, y = (xs if isinstance(model.input, list) else xs[0]), (ys if len(ys) > 1 else ys[0])
    model.compile(optimizer=keras.optimizers.SGD(0.05), loss=losses, run_eagerly=True)
    outputs = keras.tree.flatten(model.predict_on_batch(x))
    steps = []
    for _ in range(3):
        model.reset_metrics()
        steps.append(number(model.train_on_batch(x, y, return_dict=True)["loss"]))
    for name, weights in floats(model).items():
        for weight, before in zip(weights, initial[name]):
            factors = (7 * np.arange(int(np.prod(weight.shape))) % 11 - 5) / 5
            before["after"] = number(np.sum(np.asarray(weight, "float64").ravel() * factors))
            del before["dtype"]
    return {
        "seed": seed,
        "config": config,
        "parameters": model.count_params(),
        "weights": initial,
        "inputs": [described(x) for x in xs],
        "targets": [described(y) for y in ys],
        "losses": losses,
        "outputs": [described(output) for output in outputs],
        "steps": steps,
    }


def is_tame(model):
    """Whether rounding stays small: neither outputs nor losses have grown out of the range of what is compared."""
    numbers = [*model["steps"], *(value for output in model["outputs"] for value in output["values"])]
    return bool(np.isfinite(numbers).all() and np.abs(numbers).max() < 100)


def main(path, count=60, seed=1):
    models, place = [], 0
    while len(models) < int(count):
        try:
            made = case([int(seed), place])
        except (ValueError, TypeError) as error:  # A masked RNN over several cells, which Keras cannot run on TensorFlow.
            print(place, "Keras says:", str(error).split("\n")[0][:160])
        else:
            models += [made] if is_tame(made) else []
        place += 1
    lines = ",\n".join(json.dumps(model, separators=(",", ":")) for model in models)
    with open(path, "w") as file:
        file.write(f'{{"keras":"{keras.__version__}","models":[\n{lines}\n]}}\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
