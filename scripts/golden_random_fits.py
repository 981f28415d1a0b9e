"""Random calls of fit, with their histories, computed by Keras 3.15 on TensorFlow.

    python scripts/golden_random_fits.py test/golden/golden_random_fits.json [COUNT [SEED]]

One or two outputs, each with a loss, metrics, weighted metrics and a form of its targets; optimizers, schedules, weights of
samples and of classes, validation data, short last batches, callbacks. Steps run eagerly, for only then is the loss of an
output the mean over samples on TensorFlow, as it always is on JAX; elsewhere it is the mean over batches.

Left out: a weight for each sample of sequences, which Keras broadcasts along time where a batch has as many samples as
there are steps, and rejects elsewhere. Here sequences have a weight for each step.
"""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers
from keras.optimizers import schedules

from golden_random_models import Draw, compact, described, fill, floats, number

STEPS, FEATURES, CLASSES = 4, 3, 3

KINDS = {
    "number": {
        "units": 1,
        "activation": None,
        "losses": ["MeanSquaredError", "MeanAbsoluteError", "Huber", "LogCosh", "MeanAbsolutePercentageError"],
        "metrics": ["MeanAbsoluteError", "MeanSquaredError", "RootMeanSquaredError", "LogCoshError"],
    },
    "vector": {
        "units": 2,
        "activation": None,
        "losses": ["MeanSquaredError", "MeanAbsoluteError", "CosineSimilarity", "Huber"],
        "metrics": ["MeanAbsoluteError", "CosineSimilarity", "MeanSquaredError", "R2Score"],
    },
    "binary": {
        "units": 1,
        "activation": "sigmoid",
        "losses": ["BinaryCrossentropy", "BinaryFocalCrossentropy", "Hinge", "MeanSquaredError"],
        "metrics": ["BinaryAccuracy", "Precision", "Recall", "AUC", "BinaryCrossentropy", "FalsePositives", "accuracy"],
    },
    "classes": {
        "units": CLASSES,
        "activation": "softmax",
        "losses": ["CategoricalCrossentropy", "KLDivergence", "CategoricalFocalCrossentropy"],
        "metrics": ["CategoricalAccuracy", "TopKCategoricalAccuracy", "CategoricalCrossentropy", "AUC", "F1Score", "accuracy"],
    },
    "sparse": {
        "units": CLASSES,
        "activation": "softmax",
        "losses": ["SparseCategoricalCrossentropy"],
        "metrics": ["SparseCategoricalAccuracy", "SparseTopKCategoricalAccuracy", "SparseCategoricalCrossentropy", "accuracy"],
    },
    "numbers by step": {
        "units": 1,
        "activation": None,
        "losses": ["MeanSquaredError", "MeanAbsoluteError", "Huber"],
        "metrics": ["MeanAbsoluteError", "MeanSquaredError", "RootMeanSquaredError"],
    },
    "classes by step": {
        "units": CLASSES,
        "activation": "softmax",
        "losses": ["CategoricalCrossentropy"],
        "metrics": ["CategoricalAccuracy", "CategoricalCrossentropy", "accuracy"],
    },
    "sparse by step": {
        "units": CLASSES,
        "activation": "softmax",
        "losses": ["SparseCategoricalCrossentropy"],
        "metrics": ["SparseCategoricalAccuracy", "SparseCategoricalCrossentropy", "accuracy"],
    },
}


def targets_of(draw, kind, count):
    random = draw.random
    column = (count, 1) if draw.chance() else (count,)
    return {
        "number": lambda: random.normal(0, 1, column).round(3),
        "vector": lambda: random.normal(0, 1, (count, 2)).round(3),
        "binary": lambda: random.integers(0, 2, column),
        "classes": lambda: np.eye(CLASSES)[random.integers(0, CLASSES, count)],
        "sparse": lambda: random.integers(0, CLASSES, column),
        "numbers by step": lambda: random.normal(0, 1, (count, STEPS, 1)).round(3),
        "classes by step": lambda: np.eye(CLASSES)[random.integers(0, CLASSES, (count, STEPS))],
        "sparse by step": lambda: random.integers(0, CLASSES, (count, STEPS)),
    }[kind]().astype("float32")


def learning_rate(draw, rate):
    return draw.one(
        [
            lambda: rate,
            lambda: rate,
            lambda: rate,
            lambda: schedules.ExponentialDecay(rate, 3, 0.5, staircase=draw.chance()),
            lambda: schedules.InverseTimeDecay(rate, 2, 0.5),
            lambda: schedules.PiecewiseConstantDecay([2, 5], [rate, rate / 2, rate / 4]),
            lambda: schedules.PolynomialDecay(rate, 6, rate / 10),
            lambda: schedules.CosineDecay(rate, 8, warmup_target=2 * rate, warmup_steps=2),
        ]
    )()


def optimizer_of(draw):
    optimizers = keras.optimizers
    rate = learning_rate(draw, 0.02)
    return draw.one(
        [
            lambda: optimizers.SGD(rate),
            lambda: optimizers.SGD(rate, momentum=0.9, nesterov=draw.chance()),
            lambda: optimizers.SGD(rate, global_clipnorm=0.2),
            lambda: optimizers.SGD(rate, clipvalue=0.02, weight_decay=0.1),
            lambda: optimizers.SGD(rate, use_ema=True, ema_momentum=0.9, ema_overwrite_frequency=draw.one([None, 2])),
            lambda: optimizers.RMSprop(rate, centered=draw.chance(), momentum=draw.one([0.0, 0.5])),
            lambda: optimizers.Adam(rate, amsgrad=draw.chance()),
            lambda: optimizers.Adam(rate, clipnorm=0.1),
            lambda: optimizers.Adam(rate, gradient_accumulation_steps=draw.size(2, 3)),
            lambda: optimizers.AdamW(rate, weight_decay=0.1),
            lambda: optimizers.Adagrad(rate),
            lambda: optimizers.Adadelta(rate),
            lambda: optimizers.Adamax(rate),
            lambda: optimizers.Adafactor(rate),
            lambda: optimizers.Nadam(rate),
            lambda: optimizers.Ftrl(rate, l1_regularization_strength=0.01),
            lambda: optimizers.Lamb(rate),
            lambda: optimizers.Lion(rate),
        ]
    )()


def loss_of(draw, name, kind):
    options = {}
    if name in ("CategoricalCrossentropy", "BinaryCrossentropy") and draw.chance(0.3):
        options["label_smoothing"] = 0.1
    if draw.chance(0.2):
        options["reduction"] = draw.one(["sum", "mean"])
    return getattr(keras.losses, name)(**options)


def metrics_of(draw, kind, known):
    """Up to two metrics, which no other metric of the model is called as."""
    found = []
    for _ in range(draw.size(0, 2)):
        name = draw.one(KINDS[kind]["metrics"])
        if name == "accuracy":
            found.append(name)
        else:
            options = {"k": 2} if "TopK" in name else {"average": "macro"} if name == "F1Score" else {}
            found.append(getattr(keras.metrics, name)(name=f"metric_{len(known)}", **options))
        known.append(name)
    return found


def model_of(draw, kinds):
    by_step = kinds[0].endswith("by step")
    inputs = keras.Input((STEPS, FEATURES) if by_step else (FEATURES,))
    masked = by_step and draw.chance()
    hidden = layers.Masking()(inputs) if masked else inputs
    hidden = layers.Dense(5, activation="tanh", kernel_regularizer=draw.regularizer(), activity_regularizer=draw.regularizer())(hidden)
    if draw.chance(0.3):
        hidden = layers.BatchNormalization(momentum=0.8)(hidden)
    if by_step and draw.chance(0.3):
        hidden = layers.GRU(3, return_sequences=True)(hidden)
    outputs = [
        layers.Dense(KINDS[kind]["units"], activation=KINDS[kind]["activation"], name=f"o{place}")(hidden)
        for place, kind in enumerate(kinds)
    ]
    return keras.Model(inputs, outputs if len(outputs) > 1 else outputs[0]), masked


def options_of(draw, count):
    """What fit is told besides data: plain values, as they are written into the file."""
    batch = draw.size(2, 7)
    options = {"epochs": draw.size(1, 4), "batch_size": batch}
    batches = -(-count // batch)
    if draw.chance(0.15) and batches > options["epochs"]:
        options["steps_per_epoch"] = batches // options["epochs"]
    if draw.chance(0.1):
        options["initial_epoch"] = 1
        options["epochs"] += 1
    return options


def validation_of(draw, count, options):
    """How many of the samples are validation data, or which part is split off."""
    kind = draw.one(["none", "split", "data"])
    if kind == "none" or "steps_per_epoch" in options and kind == "split":
        return None
    if draw.chance(0.3):
        options["validation_batch_size"] = draw.size(2, 5)
    if draw.chance(0.2):
        options["validation_freq"] = 2
    if kind == "data":
        return draw.size(3, 8)
    options["validation_split"] = draw.one([0.2, 0.25, 0.4])
    return None


def callbacks_of(draw):
    """Callbacks by class and options, which watch the loss."""
    return draw.one(
        [
            [],
            [],
            [],
            [["EarlyStopping", {"monitor": "loss", "patience": 0, "min_delta": 0.05, "restore_best_weights": True}]],
            [["ReduceLROnPlateau", {"monitor": "loss", "factor": 0.5, "patience": 1, "min_delta": 0.05}]],
            [["SwapEMAWeights", {}]],
        ]
    )


def weights_of(draw, kinds, count):
    """A weight for each sample, or for each step of it."""
    return [draw.random.uniform(0, 2, (count, STEPS) if kind.endswith("by step") else count).round(2) for kind in kinds]


def serialized(item):
    return item if isinstance(item, str) else keras.saving.serialize_keras_object(item)


def listed(history):
    return {name: [number(np.mean(value)) for value in values] for name, values in history.items()}


def case(seed):
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed[-1])
    draw = Draw(seed)
    count = draw.size(9, 21)
    by_step = draw.chance(0.4)
    kinds = [draw.one([kind for kind in KINDS if kind.endswith("by step") == by_step]) for _ in range(1 if draw.chance(0.6) else 2)]
    model, masked = model_of(draw, kinds)
    fill(draw, model)
    x = draw.random.normal(0, 1, (count, *model.input.shape[1:])).round(3)
    if masked:
        for sample in range(count):
            x[sample, draw.size(1, STEPS) :] = 0
    x = x.astype("float32")
    ys = [targets_of(draw, kind, count) for kind in kinds]
    losses = [loss_of(draw, draw.one(KINDS[kind]["losses"]), kind) for kind in kinds]
    known = []
    metrics = [metrics_of(draw, kind, known) for kind in kinds]
    weighted = [metrics_of(draw, kind, known) if draw.chance(0.4) else [] for kind in kinds]
    loss_weights = [round(float(draw.random.uniform(0, 2)), 2) for _ in kinds] if len(kinds) > 1 and draw.chance() else None
    optimizer = optimizer_of(draw)
    options = options_of(draw, count)
    rows = validation_of(draw, count, options)
    callbacks = callbacks_of(draw)
    if callbacks and callbacks[0][0] == "SwapEMAWeights" and not optimizer.use_ema:
        callbacks = []
    if callbacks and callbacks[0][0] == "ReduceLROnPlateau" and not isinstance(optimizer._learning_rate, keras.Variable):
        callbacks = []
    sample_weights = weights_of(draw, kinds, count) if draw.chance(0.35) else None
    validation_weights = weights_of(draw, kinds, rows) if rows is not None and draw.chance(0.3) else None
    class_weight = None
    if sample_weights is None and kinds in (["binary"], ["classes"], ["sparse"]) and draw.chance():
        class_weight = {place: weight for place, weight in enumerate([1.0, 2.5, 0.5][: 2 if kinds == ["binary"] else 3])}

    def one(items):
        return items if len(kinds) > 1 else items[0]

    golden = {
        "seed": seed,
        "kinds": kinds,
        "config": compact(json.loads(model.to_json())["config"]),
        "weights": {name: [described(weight) for weight in weights] for name, weights in floats(model).items()},
        "optimizer": serialized(optimizer),
        "losses": [serialized(loss) for loss in losses],
        "metrics": [[serialized(metric) for metric in some] for some in metrics],
        "weighted_metrics": [[serialized(metric) for metric in some] for some in weighted],
        "loss_weights": loss_weights,
        "x": described(x),
        "y": [described(y) for y in ys],
        "sample_weight": sample_weights and [described(weights.astype("float32")) for weights in sample_weights],
        "class_weight": class_weight,
        "validation_rows": rows,
        "validation_weights": validation_weights and [described(weights.astype("float32")) for weights in validation_weights],
        "callbacks": callbacks,
        "fit": options,
    }
    model.compile(
        optimizer, one(losses), metrics=one(metrics), weighted_metrics=one(weighted), loss_weights=loss_weights, run_eagerly=True
    )
    given = dict(options)
    if rows is not None:
        given["validation_data"] = (x[:rows], one([y[:rows] for y in ys]))
        if validation_weights is not None:
            given["validation_data"] += (one(validation_weights),)
    if sample_weights is not None:
        given["sample_weight"] = one(sample_weights)
    made = [getattr(keras.callbacks, name)(**config) for name, config in callbacks]
    history = model.fit(x, one(ys), shuffle=False, verbose=0, class_weight=class_weight, callbacks=made, **given).history
    evaluated = model.evaluate(x, one(ys), batch_size=5, verbose=0, return_dict=True)
    after = {name: [described(weight) for weight in weights] for name, weights in floats(model).items()}
    return {
        **golden,
        "history": listed(history),
        "evaluate": {name: number(np.mean(value)) for name, value in evaluated.items()},
        "after": {name: [weight["values"] for weight in weights] for name, weights in after.items()},
    }


def is_tame(fit):
    """Whether rounding stays small: nothing has grown out of the range of what is compared."""
    weights = [values for some in fit["after"].values() for values in some]
    return all(np.isfinite(values).all() and np.abs(values).max() < 1000 for values in [*fit["history"].values(), *weights])


def main(path, count=40, seed=1):
    fits, place = [], 0
    while len(fits) < int(count):
        try:
            made = case([int(seed), place])
        except (ValueError, TypeError) as error:  # A metric that rejects targets without an axis for the only number.
            print(place, "Keras says:", str(error).split("\n")[0][:160])
        else:
            fits += [made] if is_tame(made) else []
        place += 1
    lines = ",\n".join(json.dumps(fit, separators=(",", ":")) for fit in fits)
    with open(path, "w") as file:
        file.write(f'{{"keras":"{keras.__version__}","fits":[\n{lines}\n]}}\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
