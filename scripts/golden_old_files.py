"""Files of the kinds that Keras 2 wrote, in test/golden/old-files, with what Keras 2 computes with them.

    pip install tensorflow-cpu==2.20.0 tf_keras==2.20.1 h5py
    python scripts/golden_old_files.py [FOLDER]

Inputs are sin(0.37 * i) of batch 2, or (7 * i) mod n for integers below n, in row-major order.
"""
import json
import os
import shutil
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_USE_LEGACY_KERAS"] = "1"
import h5py
import numpy as np
import tensorflow as tf
import tf_keras as keras
from tf_keras import layers as L

out = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../test/golden/old-files")
shutil.rmtree(out, ignore_errors=True)
os.makedirs(out)
expected = {}


def values(shape, kind):
    n = int(np.prod(shape))
    if kind == "float":
        return np.sin(0.37 * np.arange(n)).astype(np.float32).reshape(shape)
    return ((7 * np.arange(n)) % kind).astype(np.int32).reshape(shape)


def shaken(model):
    """Weights that differ from their initial values, also where these are zeros or ones."""
    learnt = [id(w) for l in model.layers if isinstance(l, L.Normalization) for w in l.weights]
    for k, w in enumerate(model.weights):
        if id(w) in learnt:
            continue
        noise = np.sin(np.arange(w.numpy().size) * 1.7 + k).reshape(w.shape) * 0.3
        if w.dtype.is_floating:
            w.assign(np.abs(w.numpy() + noise) + 0.1 if "variance" in w.name else w.numpy() + noise)
    return model


def write(name, model, kinds=None, after=None, expect=None, **kwargs):
    shaken(model)
    shapes = [[2] + [5 if d is None else d for d in t.shape[1:]] for t in model.inputs]
    kinds = kinds or ["float"] * len(shapes)
    data = [values(s, k) for s, k in zip(shapes, kinds)]
    y = model.predict(data if len(data) > 1 else data[0], verbose=0)
    y = list(y.values()) if isinstance(y, dict) else y if isinstance(y, (list, tuple)) else [y]
    path = os.path.join(out, name)
    if name.endswith(".keras") and kwargs.get("save_format") is None:
        model.save(path, save_format="keras")
    else:
        model.save(path if name.endswith(".h5") else path + ".h5", save_format="h5")
        if not name.endswith(".h5"):
            os.rename(path + ".h5", path)
    if after:
        with h5py.File(path, "r+") as f:
            after(f)
    expected[name] = {
        **({"names": list(model.input)} if isinstance(model.input, dict) else {}),
        "inputs": [{"shape": s, "kind": k} for s, k in zip(shapes, kinds)],
        "outputs": [{"shape": list(a.shape), "values": [float(f"{v:.8g}") for v in np.asarray(a).ravel()]} for a in y],
    }
    keras.backend.clear_session()


def edit(change):
    """Changes the configuration of a model in HDF5."""
    def after(f):
        config = json.loads(f.attrs["model_config"])
        f.attrs["model_config"] = json.dumps(change(config) or config)
    return after


def teachable_machine():
    i = L.Input((16, 16, 3))
    x = L.ZeroPadding2D(((0, 1), (0, 1)))(i)
    x = L.Conv2D(4, 3, strides=2, use_bias=False)(x)
    x = L.BatchNormalization()(x)
    x = L.ReLU(6.0)(x)
    x = L.DepthwiseConv2D(3, padding="same", use_bias=False)(x)
    x = L.BatchNormalization()(x)
    x = L.ReLU(6.0)(x)
    y = L.Conv2D(4, 1, padding="same", use_bias=False)(x)
    x = L.Add()([x, y])
    base = keras.Model(i, x, name="base")
    features = keras.Sequential([base, L.GlobalAveragePooling2D()])
    head = keras.Sequential([L.Dense(6, activation="relu", input_shape=(4,)), L.Dense(3, use_bias=False, activation="softmax")])
    return keras.Sequential([features, head])


def groups(config):
    """`groups`, which some versions of Keras 2 wrote for depthwise convolutions."""
    def walk(value):
        if isinstance(value, dict):
            if value.get("class_name") == "DepthwiseConv2D":
                value["config"]["groups"] = 1
            for v in value.values():
                walk(v)
        elif isinstance(value, list):
            for v in value:
                walk(v)
    walk(config)


def first_form(config):
    """Keras 2.2 wrote the layers of a sequential model as its whole configuration, and VarianceScaling for Glorot's."""
    config["config"] = [l for l in config["config"]["layers"] if l["class_name"] != "InputLayer"]
    for l in config["config"]:
        for key, v in list(l["config"].items()):
            if isinstance(v, dict) and v.get("class_name") in ("GlorotUniform",):
                l["config"][key] = {"class_name": "VarianceScaling", "config": {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": None}}
        if l["class_name"] == "GRU":
            del l["config"]["reset_after"]
    return config


def bidirectional():
    i = L.Input((5, 3))
    x = L.Bidirectional(L.LSTM(4, return_sequences=True))(i)
    x = L.TimeDistributed(L.Dense(3, activation="tanh"))(x)
    x = L.Bidirectional(L.GRU(2), merge_mode="sum")(x)
    return keras.Model(i, x)


def shared():
    inner = keras.Sequential([L.Dense(4, activation="relu", input_shape=(6,)), L.Dense(3)], name="tower")
    a, b = L.Input((6,), name="left"), L.Input((6,), name="right")
    i = L.Input((6,))
    f = keras.Model(i, L.Dense(3)(L.Dense(4)(i)), name="branch")
    x = L.Concatenate()([inner(a), inner(b), f(a), f(b)])
    d = L.Dense(2, name="twice")
    return keras.Model([a, b], [d(x), L.Activation("sigmoid")(d(L.Dropout(0.5)(x)))])


def masks():
    i = L.Input((7,), dtype="int32")
    x = L.Embedding(9, 4, mask_zero=True)(i)
    x = L.LSTM(5, return_sequences=True)(x)
    x = L.GRU(3)(x)
    return keras.Model(i, L.Dense(2)(x))


def masking():
    i = L.Input((None, 3))
    x = L.Masking(0.0)(i)
    return keras.Model(i, L.SimpleRNN(4)(x))


def states():
    i, h, c = L.Input((5, 3)), L.Input((4,)), L.Input((4,))
    y, s, t = L.LSTM(4, return_sequences=True, return_state=True)(i, initial_state=[h, c])
    z = L.GRU(4)(y, initial_state=s)
    return keras.Model([i, h, c], [y, z, t])


def frozen():
    m = keras.Sequential([L.Dense(5, input_shape=(4,)), L.BatchNormalization(), L.Dense(2)])
    m.layers[0].trainable = False
    m.layers[1].trainable = False
    m.compile(keras.optimizers.legacy.SGD(0.1, decay=0.01, momentum=0.9), "mse", metrics=["mae"])
    m.fit(np.ones((4, 4)), np.ones((4, 2)), verbose=0)
    return m


def normalization():
    n = L.Normalization(axis=-1)
    n.adapt(np.arange(24, dtype="float32").reshape(6, 4))
    return keras.Sequential([L.Input((4,)), n, L.Rescaling(0.5, offset=1.0), L.Dense(2)])


def leaky():
    return keras.Sequential([L.Dense(4, input_shape=(3,)), L.LeakyReLU(alpha=0.2), L.Dense(4), L.ELU(alpha=0.7), L.Dense(4), L.PReLU(), L.ReLU(max_value=1.0, negative_slope=0.1, threshold=0.2), L.Softmax()])


def operations():
    i, j = L.Input((4, 3)), L.Input((4, 3))
    x = i * 2.0 + j
    x = 1.0 - x
    x = x / 3.0
    x = -x
    x = x - j * i
    x = tf.nn.relu(x) + tf.math.exp(x * 0.1)
    m = tf.reduce_mean(x, axis=1)
    s = tf.reduce_sum(x, axis=[2], keepdims=True)
    c = tf.concat([i, x], axis=-1)
    r = tf.reshape(c, [-1, 24])
    e = tf.expand_dims(m, axis=1)
    q = tf.squeeze(s, axis=-1)
    t = tf.transpose(x, perm=[0, 2, 1])
    k = tf.matmul(x, t)
    sl = x[:, 0]
    sl2 = x[:, 1:3]
    st = tf.stack([m, m * 2.0], axis=1)
    p = tf.math.sqrt(tf.abs(x)) + tf.math.square(x) + tf.maximum(x, j) + tf.minimum(i, 0.1) + tf.clip_by_value(x, -0.5, 0.5)
    return keras.Model([i, j], [m, r, e, q, k, sl, sl2, st, p, tf.sigmoid(x), tf.nn.softmax(x), tf.cast(x, "float32") ** 2.0])


def convolutions():
    i = L.Input((8, 8, 2))
    a = L.Conv2D(4, 3, strides=2, padding="same", activation="relu")(i)
    b = L.SeparableConv2D(4, 3, padding="same", depth_multiplier=2)(a)
    c = L.Conv2DTranspose(3, 3, strides=2, padding="same")(b)
    d = L.AveragePooling2D()(L.UpSampling2D(2)(L.Cropping2D(1)(c)))
    return keras.Model(i, L.Flatten()(L.MaxPooling2D(2)(d)))


def one_dimension():
    i = L.Input((12, 3))
    x = L.Conv1D(4, 3, padding="causal", dilation_rate=2)(i)
    x = L.SeparableConv1D(4, 3)(x)
    x = L.MaxPooling1D(2)(x)
    x = L.Conv1DTranspose(3, 3, strides=2)(x)
    x = L.ZeroPadding1D(1)(L.UpSampling1D(2)(x))
    x = L.DepthwiseConv1D(3)(L.Cropping1D((1, 2))(x))
    return keras.Model(i, [L.GlobalMaxPooling1D()(x), L.GlobalAveragePooling1D(keepdims=True)(x)])


def volumes():
    i = L.Input((6, 6, 6, 1))
    x = L.Conv3D(2, 3)(i)
    x = L.MaxPooling3D(2)(x)
    x = L.Conv3DTranspose(2, 2)(x)
    return keras.Model(i, L.GlobalAveragePooling3D()(x))


def attention():
    q, v = L.Input((4, 6)), L.Input((5, 6))
    a = L.MultiHeadAttention(2, 3)(q, v)
    b = L.Attention(use_scale=True)([q, v])
    c = L.AdditiveAttention()([q, v])
    x = L.LayerNormalization()(L.Add()([q, a, b, c]))
    return keras.Model([q, v], x)


def merges():
    i, j = L.Input((4,)), L.Input((4,))
    xs = [f()([i, j]) for f in (L.Add, L.Subtract, L.Multiply, L.Average, L.Maximum, L.Minimum, L.Concatenate)]
    return keras.Model([i, j], xs + [L.Dot(1)([i, j]), L.Dot(1, normalize=True)([i, j])])


def shapes():
    i = L.Input((4, 6))
    x = L.Permute((2, 1))(L.Reshape((6, 4))(i))
    return keras.Model(i, [x, L.RepeatVector(3)(L.Flatten()(i))])


def norms():
    i = L.Input((4, 4, 6))
    x = L.GroupNormalization(3)(i)
    x = L.UnitNormalization()(L.LayerNormalization(axis=[1, 2])(x))
    return keras.Model(i, L.BatchNormalization(axis=1, scale=False)(x))


def cells():
    i = L.Input((5, 3))
    x = L.RNN([L.LSTMCell(4), L.GRUCell(3, reset_after=False)], return_sequences=True)(i)
    return keras.Model(i, [x, L.RNN(L.SimpleRNNCell(2), go_backwards=True)(i)])


def video():
    i = L.Input((3, 6, 6, 1))
    return keras.Model(i, L.ConvLSTM2D(2, 3)(i))


def named():
    i = {"a": L.Input((3,), name="a"), "b": L.Input((2,), name="b")}
    x = L.Concatenate()([i["a"], i["b"]])
    return keras.Model(i, {"y": L.Dense(2, name="y")(x), "z": L.Dense(1, name="z")(x)})


def regularized():
    return keras.Sequential([
        L.Dense(4, input_shape=(3,), kernel_regularizer=keras.regularizers.l2(0.01), bias_regularizer="l1",
                kernel_constraint=keras.constraints.MaxNorm(2), activity_regularizer=keras.regularizers.L1L2(0.1, 0.2)),
        L.GaussianNoise(0.1), L.GaussianDropout(0.1), L.AlphaDropout(0.1), L.Dense(2, kernel_initializer="he_normal")])


def images():
    return keras.Sequential([L.Input((8, 8, 3)), L.Resizing(6, 6), L.CenterCrop(4, 4), L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.SpatialDropout2D(0.1), L.Conv2D(2, 3, groups=1)])


def compiled():
    i = L.Input((4,))
    m = keras.Model(i, [L.Dense(3, activation="softmax", name="a")(i), L.Dense(1, name="b")(i)])
    m.compile("adam", {"a": "categorical_crossentropy", "b": keras.losses.Huber(2.0)}, metrics={"a": ["accuracy", keras.metrics.TopKCategoricalAccuracy(2)], "b": "mae"}, loss_weights={"a": 1.0, "b": 0.5})
    m.fit(np.ones((4, 4)), [np.eye(4, 3), np.ones((4, 1))], verbose=0)
    return m


models = dict(teachable_machine=(teachable_machine, None), bidirectional=(bidirectional, None), shared=(shared, None),
              masks=(masks, [9]), masking=(masking, None), states=(states, None), frozen=(frozen, None), normalization=(normalization, None),
              leaky=(leaky, None), operations=(operations, None), convolutions=(convolutions, None), one_dimension=(one_dimension, None),
              volumes=(volumes, None), attention=(attention, None), merges=(merges, None), shapes=(shapes, None), norms=(norms, None),
              cells=(cells, None), video=(video, None), named=(named, None), regularized=(regularized, None), images=(images, None), compiled=(compiled, None))

for name, (make, kinds) in models.items():
    for ending in ("h5", "keras"):
        try:
            write(f"{name}.{ending}", make(), kinds)
        except Exception as e:
            print(name, ending, type(e).__name__, str(e)[:300])

write("depthwise-groups.h5", teachable_machine(), after=edit(groups))
write("hdf5-inside.keras", keras.Sequential([L.LSTM(4, input_shape=(5, 3)), L.Dense(2)]), save_format="h5")
write("first-form.h5", keras.Sequential([
    L.GRU(3, reset_after=False, recurrent_activation="hard_sigmoid", return_sequences=True, input_shape=(5, 3)),
    L.LSTM(3, recurrent_activation="hard_sigmoid"), L.Dense(2, activation="hard_sigmoid")]), after=edit(first_form))
write("gru-both-biases.h5", keras.Sequential([L.GRU(3, input_shape=(5, 2))]))
write("embedding-of-floats.h5", keras.Sequential([L.Input((4,)), L.Embedding(9, 3), L.Flatten(), L.Dense(2)]), [9])

with open(os.path.join(out, "expected.json"), "w") as f:
    json.dump(expected, f, separators=(",", ":"))
print(sum(os.path.getsize(os.path.join(out, n)) for n in os.listdir(out)), "bytes")
