"""What golden_misc.json leaves out, in its format, computed by Keras 3.15 on TensorFlow in float64.

    python scripts/golden_misc_more.py test/golden/golden_misc_more.json
"""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
random = np.random.default_rng(7)


def numbers(values):
    flat = np.asarray(values, "float64").reshape(-1)
    return [float(f"{value:.8g}") if np.isfinite(value) else str(value).replace("inf", "Infinity") for value in flat]


def tensor(values):
    values = np.asarray(values)
    return tf.constant(values, "int32" if values.dtype.kind == "i" else "float64")


def uniform(*shape, low=-2.0, high=2.0):
    return random.uniform(low, high, shape).round(2)


REAL, PREDICTED = uniform(3, 4), uniform(3, 4)
POSITIVE = uniform(3, 4, low=0.1, high=3)
PROBABLE = uniform(3, 4, low=0.05, high=0.95)
BINARY = np.array([[1.0, 0, 0, 1], [0, 1, 1, 0], [1, 1, 0, 0]])
SHARES = (PROBABLE / PROBABLE.sum(-1, keepdims=True)).round(3)
SHARES[:, 0] = (1 - SHARES[:, 1:].sum(-1)).round(3)
ONE_HOT, INDICES = np.eye(4)[[2, 0, 3]], np.array([2, 0, 3])
IMAGES, PREDICTED_IMAGES = (uniform(2, 3, 4) > 0).astype(float), uniform(2, 3, 4, low=0.05, high=0.95)

LOSSES = [
    ("MeanSquaredError", {}, REAL, PREDICTED),
    ("MeanSquaredError", {}, IMAGES, PREDICTED_IMAGES),
    ("MeanAbsoluteError", {}, REAL, PREDICTED),
    ("MeanAbsolutePercentageError", {}, REAL, PREDICTED),
    ("MeanSquaredLogarithmicError", {}, POSITIVE, PROBABLE),
    ("LogCosh", {}, REAL, PREDICTED),
    ("Huber", {"delta": 0.5}, REAL, PREDICTED),
    ("CosineSimilarity", {"axis": 1}, REAL, PREDICTED),
    ("Poisson", {}, POSITIVE, PROBABLE),
    ("KLDivergence", {}, SHARES, PROBABLE),
    ("BinaryCrossentropy", {}, BINARY, PROBABLE),
    ("BinaryCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, BINARY, REAL),
    ("BinaryCrossentropy", {"axis": 1}, IMAGES, PREDICTED_IMAGES),
    ("BinaryFocalCrossentropy", {"alpha": 0.4, "gamma": 3.0, "apply_class_balancing": True}, BINARY, PROBABLE),
    ("BinaryFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, BINARY, REAL),
    ("CategoricalCrossentropy", {}, ONE_HOT, SHARES),
    ("CategoricalCrossentropy", {"from_logits": True, "label_smoothing": 0.2}, ONE_HOT, REAL),
    ("CategoricalCrossentropy", {"axis": 1}, IMAGES, PREDICTED_IMAGES),
    ("CategoricalFocalCrossentropy", {"alpha": 0.5, "gamma": 1.5}, ONE_HOT, SHARES),
    ("CategoricalFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, ONE_HOT, REAL),
    ("CategoricalGeneralizedCrossEntropy", {"q": 0.3}, INDICES, SHARES),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, INDICES, REAL),
    ("Hinge", {}, BINARY, REAL),
    ("SquaredHinge", {}, BINARY, REAL),
    ("CategoricalHinge", {}, ONE_HOT, REAL),
    ("Dice", {"axis": [1, 2]}, IMAGES, PREDICTED_IMAGES),
    ("Tversky", {"alpha": 0.3, "beta": 0.7, "axis": [1, 2]}, IMAGES, PREDICTED_IMAGES),
    ("Circle", {"gamma": 20.0, "margin": 0.3}, np.array([0, 1, 0]), REAL),
    ("Circle", {"remove_diagonal": False}, np.array([0, 1, 1]), REAL),
    ("CTC", {}, np.array([[1, 2, 0], [3, 3, 0], [2, 0, 0], [0, 0, 0], [1, 3, 1]]), uniform(5, 6, 4)),
    ("CTC", {}, np.array([[4, 4, 1, 2], [1, 0, 0, 0]]), uniform(2, 7, 5, low=-8, high=8)),
]


def sample_weights(loss, y_true, y_pred):
    per_sample = {"CTC": (len(y_pred),), "Dice": (len(y_pred),), "Tversky": (len(y_pred),)}.get(loss)

    shape = per_sample or (y_pred.shape[:-1] if y_pred.ndim == 2 else (len(y_pred), 1))
    return (np.arange(np.prod(shape)).reshape(shape) % 3 / 2 + 0.5).tolist()


def loss_case(name, options, reduction, weight, y_true, y_pred):
    loss = getattr(keras.losses, name)(reduction=reduction, **options)
    predicted = tf.constant(y_pred, "float64")
    with tf.GradientTape() as tape:
        tape.watch(predicted)
        value = loss(tensor(y_true), predicted, sample_weight=None if weight is None else tensor(np.array(weight)))
        total = tf.reduce_sum(value)
    return {
        "loss": name,
        "config": {**options, "reduction": reduction},
        "y_true": numbers(y_true),
        "y_true_shape": list(y_true.shape),
        "y_pred": numbers(y_pred),
        "y_pred_shape": list(y_pred.shape),
        "sample_weight": weight,
        "value": numbers(value),
        "value_shape": list(value.shape),
        "grad": numbers(tape.gradient(total, predicted)),
    }


def losses():
    for name, options, y_true, y_pred in LOSSES:
        weight = sample_weights(name, y_true, y_pred)
        reductions = [("mean", None), ("none", None), ("mean_with_sample_weight", weight), ("sum", weight)]
        for reduction, weights in reductions:
            yield loss_case(name, options, reduction, weights, y_true, y_pred)


METRICS = [
    ("RootMeanSquaredError", {}, REAL, PREDICTED),
    ("ConcordanceCorrelation", {}, REAL, PREDICTED),
    ("PearsonCorrelation", {"axis": 0}, REAL, PREDICTED),
    ("ConcordanceCorrelation", {"axis": 0}, REAL, PREDICTED),
    ("CosineSimilarity", {"axis": 0}, REAL, PREDICTED),
    ("R2Score", {"class_aggregation": "variance_weighted_average"}, REAL, PREDICTED),
    ("R2Score", {"class_aggregation": None, "num_regressors": 1}, REAL, PREDICTED),
    ("SquaredHinge", {}, BINARY, REAL),
    ("CategoricalAccuracy", {}, ONE_HOT, SHARES),
    ("CategoricalCrossentropy", {}, ONE_HOT, SHARES),
    ("CategoricalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, ONE_HOT, REAL),
    ("BinaryCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, BINARY, REAL),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, INDICES, REAL),
    ("SparseCategoricalCrossentropy", {"ignore_class": 0}, INDICES, SHARES),
    ("TrueNegatives", {"thresholds": 0.4}, BINARY, PROBABLE),
    ("FalsePositives", {"thresholds": [0.2, 0.8]}, BINARY, PROBABLE),
    ("Recall", {"top_k": 2}, BINARY, PROBABLE),
    ("Precision", {"top_k": 2, "class_id": 1}, BINARY, PROBABLE),
    ("Recall", {"thresholds": 0.3, "class_id": 2}, BINARY, PROBABLE),
    ("AUC", {"summation_method": "minoring", "num_thresholds": 11}, BINARY, PROBABLE),
    ("AUC", {"summation_method": "majoring", "num_thresholds": 11, "curve": "PR"}, BINARY, PROBABLE),
    ("AUC", {"thresholds": [0.3, 0.6], "from_logits": True}, BINARY, REAL),
    ("AUC", {"multi_label": True, "num_labels": 4, "label_weights": [0.1, 0.2, 0.3, 0.4]}, BINARY, PROBABLE),
    ("F1Score", {"threshold": 0.5}, BINARY, PROBABLE),
    ("F1Score", {"average": "weighted"}, ONE_HOT, SHARES),
    ("FBetaScore", {"beta": 0.5, "average": "macro", "threshold": 0.3}, BINARY, PROBABLE),
    ("SensitivityAtSpecificity", {"specificity": 0.5}, BINARY, PROBABLE),
    ("SensitivityAtSpecificity", {"specificity": 0.7, "num_thresholds": 9, "class_id": 1}, BINARY, PROBABLE),
    ("SpecificityAtSensitivity", {"sensitivity": 0.8, "num_thresholds": 9}, BINARY, PROBABLE),
    ("PrecisionAtRecall", {"recall": 0.8, "num_thresholds": 9}, BINARY, PROBABLE),
    ("RecallAtPrecision", {"precision": 0.6, "num_thresholds": 9}, BINARY, PROBABLE),
    ("OneHotIoU", {"num_classes": 4, "target_class_ids": [0, 2]}, ONE_HOT, SHARES),
    ("OneHotMeanIoU", {"num_classes": 4, "sparse_y_pred": True}, ONE_HOT, np.array([2, 1, 3])),
    ("MeanIoU", {"num_classes": 4, "ignore_class": 0}, INDICES, np.array([2, 1, 3])),
    ("MeanIoU", {"num_classes": 4, "sparse_y_pred": False}, INDICES, SHARES),
    ("BinaryIoU", {"target_class_ids": [1], "threshold": 0.3}, BINARY, PROBABLE),
    ("TopKCategoricalAccuracy", {"k": 3}, ONE_HOT, SHARES),
    ("SparseTopKCategoricalAccuracy", {"k": 2, "from_sorted_ids": True}, INDICES, np.array([[1, 2, 0], [3, 1, 0], [3, 0, 1]])),
]

# Values, and their weights, batch by batch.
REDUCTIONS = [
    ([REAL, uniform(2)], [None, [0.5, 2]]),
    ([REAL, uniform(2, 3)], [[1, 0.5, 2], [[1, 0, 1], [0, 2, 1]]]),
    ([uniform(2, 2, 3), np.array(3.0)], [[1, 0.5], 4]),
]


def reduction_case(name, updates, sample_weights):
    metric = getattr(keras.metrics, name)()
    results = []
    for values, weight in zip(updates, sample_weights):
        metric.update_state(tensor(values), sample_weight=None if weight is None else tensor(np.array(weight, "float64")))
        results.append(numbers(metric.result()))
    return {
        "metric": name,
        "config": {},
        "updates": [values.tolist() for values in updates],
        "sample_weights": sample_weights,
        "results": results,
    }


UNWEIGHTED = ("PearsonCorrelation", "ConcordanceCorrelation", "BinaryIoU")


def metric_case(name, options, y_true, y_pred):
    metric = getattr(keras.metrics, name)(**options)
    is_weighted = not (options.get("multi_label") or name in UNWEIGHTED or options.get("axis") == 0)
    if "TopK" in name:
        y_pred = y_pred.astype("float32")
    metric.update_state(tensor(y_true), tf.constant(y_pred))
    first = numbers(metric.result())
    weight = tensor(np.array([1, 0.5, 2])) if is_weighted else None
    metric.update_state(tensor(y_true[::-1].copy()), tf.constant(y_pred), sample_weight=weight)
    return {
        "metric": name,
        "config": options,
        "name": metric.name,
        "y_true": numbers(y_true),
        "y_true_shape": list(y_true.shape),
        "y_pred": numbers(y_pred),
        "y_pred_shape": list(y_pred.shape),
        "second": "y_true reversed on axis 0" + (", sample_weight [1,0.5,2]" if is_weighted else ""),
        "results": [first, numbers(metric.result())],
    }


QUADRATIC = {
    "a": [np.array([1.0, 2, 0.5, 4]), np.array([[1.0, 0.5, 2], [3, 0.1, 1]])],
    "b": [np.array([0.3, -0.7, 1.1, 0.2]), np.array([[0.5, -1, 0.25], [1, 2, -0.4]])],
    "init": [np.array([1.0, -1, 0.5, 2]), np.array([[0.1, 0.2, -0.3], [1, -1, 0.5]])],
}

ALL_SHARED = {"weight_decay": 0.1, "clipnorm": 0.5, "use_ema": True, "ema_momentum": 0.8, "ema_overwrite_frequency": 2}

OPTIMIZERS = [
    ("SGD", {"weight_decay": 0.1}),
    ("SGD", {"gradient_accumulation_steps": 2}),
    ("SGD", {"loss_scale_factor": 8.0}),
    ("SGD", {"use_ema": True, "ema_momentum": 0.8, "ema_overwrite_frequency": 2}),
    ("SGD", {"momentum": 0.9, "gradient_accumulation_steps": 2, "use_ema": True, "ema_overwrite_frequency": 2}),
    ("Adam", {}),
    ("Adam", {"gradient_accumulation_steps": 3, "clipnorm": 0.5, "loss_scale_factor": 4.0}),
    ("AdamW", {"weight_decay": 0.1}),
    ("AdamW", {"amsgrad": True, "global_clipnorm": 0.3}),
    ("RMSprop", {"centered": True, "momentum": 0.5, "learning_rate": 0.01}),
    ("Ftrl", {}),
    ("Ftrl", {"l2_shrinkage_regularization_strength": 0.1, "beta": 0.2, "learning_rate_power": -0.3}),
    ("Lion", {"beta_1": 0.7, "beta_2": 0.8, "learning_rate": 0.05}),
    ("Lamb", {"learning_rate": 0.05, "beta_1": 0.5}),
    ("Nadam", {"beta_1": 0.8, "learning_rate": 0.05}),
    ("Adafactor", {"clip_threshold": 0.5, "beta_2_decay": -0.5, "learning_rate": 0.5}),
    ("Muon", {}),
    ("Muon", {"learning_rate": 0.1, "nesterov": False, "rms_rate": None, "ns_steps": 3, "momentum": 0.5}),
    ("Muon", {"learning_rate": 0.1, "weight_decay": None, "adam_weight_decay": 0.1, "adam_lr_ratio": 0.5}),
    ("Muon", {"learning_rate": 0.1, "adam_beta_1": 0.5, "adam_beta_2": 0.9, "muon_a": 3, "muon_b": -4, "muon_c": 2}),
    ("Muon", {"learning_rate": 0.1, "exclude_layers": ["^variable"]}),
    ("ScheduleFreeAdamW", {"learning_rate": 0.1, "warmup_steps": 3, "beta_1": 0.8, "beta_2": 0.9, "weight_decay": 0.1}),
]
OPTIMIZERS += [(name, ALL_SHARED) for name in ("Adadelta", "Adagrad", "Adamax", "Nadam", "Lamb", "Muon")]


def optimizer_case(name, options):
    weights = [keras.Variable(value) for value in QUADRATIC["init"]]
    optimizer = getattr(keras.optimizers, name)(**options)
    steepness, centres = ([tensor(part) for part in QUADRATIC[key]] for key in "ab")
    steps = []
    for _ in range(5):
        scale = options.get("loss_scale_factor", 1)
        gradients = [a * (weight.value - b) * scale for a, b, weight in zip(steepness, centres, weights)]
        optimizer.apply_gradients(list(zip(gradients, weights)))
        steps.append([numbers(weight) for weight in weights])
    return {
        "optimizer": name,
        "config": options,
        "lr": numbers(optimizer.learning_rate)[0],
        "slots": [variable.path for variable in optimizer.variables],
        "steps": steps,
    }


INITIALIZERS = [("STFT", {}), ("STFT", {"side": "imag", "window": "hamming", "scaling": "spectrum", "periodic": True})]
INITIALIZERS += [("STFT", {"window": window, "scaling": None}) for window in (None, [0.5, 1, -1, 2, 0, 1, 3])]
INITIALIZERS += [
    ("STFT", {"window": window, "periodic": periodic})
    for window in ("boxcar", "blackman", "blackmanharris", "nuttall", "flattop", "bartlett", "cosine")
    for periodic in (False, True)
]


def initializer_case(name, options):
    shape = (7, 1, 5)
    values = getattr(keras.initializers, name)(**options)(shape)
    return {"initializer": name, "config": options, "shape": list(shape), "values": numbers(values)}


def cases(make, given):
    made = []
    for one in given:
        try:
            made.append(make(*one))
        except Exception as error:
            print("left out:", one[0], one[1], type(error).__name__, str(error).split("\n")[0][:120], file=sys.stderr)
    return made


def main(path):
    document = {
        "keras": keras.__version__,
        "losses": list(losses()),
        "metrics": cases(metric_case, METRICS)
        + cases(reduction_case, [(name, *one) for name in ("Mean", "Sum") for one in REDUCTIONS]),
        "optimizers": cases(optimizer_case, OPTIMIZERS),
        "initializers": cases(initializer_case, INITIALIZERS),
    }
    with open(path, "w") as file:
        json.dump(document, file, separators=(",", ":"))


main(sys.argv[1])
