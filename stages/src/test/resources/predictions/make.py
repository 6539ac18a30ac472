"""Makes expected.json beside it, by scikit-learn 1.2.1 (Debian: python3-sklearn)."""
import json
import pathlib

import numpy
from sklearn import metrics
from sklearn.calibration import calibration_curve

BINS = 15


def predictions(draw, rows, classes, used, decimals):
    """Noisy probabilities as float32 of examples of the first `used` classes; few decimals make many ties."""
    labels = draw.integers(0, used, rows)
    logits = draw.normal(size=(rows, classes))
    logits[numpy.arange(rows), labels] += 1.3
    whole = numpy.exp(logits) / numpy.exp(logits).sum(1, keepdims=True)
    return labels, whole.round(decimals).astype(numpy.float32)


def curves(positive, scores):
    if positive.all() or not positive.any():
        return None
    fpr, tpr, thresholds = metrics.roc_curve(positive, scores, drop_intermediate=False)
    precision, recall, _ = metrics.precision_recall_curve(positive, scores)
    return {
        "rocArea": metrics.roc_auc_score(positive, scores),
        "averagePrecision": metrics.average_precision_score(positive, scores),
        "fpr": fpr.tolist(), "tpr": tpr.tolist(), "thresholds": thresholds[1:].tolist(),
        "precision": precision[::-1].tolist(), "recall": recall[::-1].tolist(),
    }


def case(draw, rows, classes, used, decimals):
    labels, probabilities = predictions(draw, rows, classes, used, decimals)
    every = range(classes)
    predicted = probabilities.argmax(1)
    confidence = probabilities.max(1).astype(float)
    right = predicted == labels
    accuracies, confidences = calibration_curve(right, confidence, n_bins=BINS)
    bins = numpy.searchsorted(numpy.linspace(0, 1, BINS + 1)[1:-1], confidence)
    counts = numpy.bincount(bins, minlength=BINS)
    held = counts[counts > 0]
    one_hot = numpy.eye(classes)[labels]
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        labels, predicted, labels=every, zero_division=0)
    averages = {
        average: metrics.precision_recall_fscore_support(
            labels, predicted, labels=every, average=average, zero_division=0)[:3]
        for average in ("macro", "weighted")}
    return {
        "labels": labels.tolist(), "probabilities": [[float(str(p)) for p in row] for row in probabilities],
        "predicted": predicted.tolist(),
        "confusion": metrics.confusion_matrix(labels, predicted, labels=every).tolist(),
        "accuracy": metrics.accuracy_score(labels, predicted),
        "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(), "support": support.tolist(),
        "macro": list(averages["macro"]), "weighted": list(averages["weighted"]),
        "curves": [curves(labels == label, probabilities[:, label].astype(float)) for label in every],
        "reliability": {"bins": numpy.flatnonzero(counts).tolist(), "counts": held.tolist(),
                        "x": confidences.tolist(), "y": accuracies.tolist()},
        "expectedCalibrationError": float((held * abs(accuracies - confidences)).sum() / rows),
        # Brier's own score: over all classes, so that two classes have twice sklearn.metrics.brier_score_loss
        "brierScore": float(((probabilities.astype(float) - one_hot) ** 2).sum(1).mean()),
    }


draw = numpy.random.default_rng(27)
expected = [case(draw, 150, 4, 3, 2), case(draw, 120, 3, 3, 6), case(draw, 90, 2, 2, 1), case(draw, 6, 2, 1, 3)]
two = expected[2]
assert abs(two["brierScore"] - 2 * metrics.brier_score_loss(
    two["labels"], numpy.array(two["probabilities"], numpy.float32)[:, 1].astype(float))) < 1e-7
target = pathlib.Path(__file__).with_name("expected.json")
target.write_text(json.dumps({"cases": expected}) + "\n")
