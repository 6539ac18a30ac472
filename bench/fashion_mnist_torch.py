#!/usr/bin/python3
"""The job of pipelines/fashion-mnist.yaml as one script with PyTorch, SciPy and scikit-learn, as a yardstick.

Reads, augments, trains 6 epochs, evaluates, embeds, clusters and projects, and saves what each step made. With
--after FOLDER it only evaluates and embeds, in a fresh process, what an earlier call saved there. Wants Debian's
python3-torch, python3-sklearn and python3-scipy. Prints one line of JSON with the seconds of each step.

usage: fashion_mnist_torch.py FOLDER_OF_FASHION_MNIST OUTPUT_FOLDER [--after FOLDER] [--threads 2]
"""

import argparse
import gzip
import json
import pathlib
import resource
import sys
import time

STARTED = time.perf_counter()

import numpy
import torch
from sklearn import metrics
from torch import nn

SEED = 27


def read(folder, name):
    with gzip.open(folder / f"{name}-images-idx3-ubyte.gz") as file:
        images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(-1, 28, 28)
    with gzip.open(folder / f"{name}-labels-idx1-ubyte.gz") as file:
        labels = numpy.frombuffer(file.read(), numpy.uint8, offset=8)
    return images, labels


def augmented(images, generator):
    """Each image once more, turned by up to 10 degrees and with noise of 0.05 of the range."""
    from scipy import ndimage

    copies = numpy.empty_like(images)
    for row, image in enumerate(images):
        turned = ndimage.rotate(image, generator.uniform(-10, 10), reshape=False, order=1)
        noisy = turned + generator.normal(0, 0.05 * 255, image.shape)
        copies[row] = numpy.clip(numpy.rint(noisy), 0, 255)
    return numpy.concatenate([images, copies])


def network():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(32 * 6 * 6, 128), nn.ReLU(), nn.Linear(128, 32), nn.Tanh(), nn.Linear(32, 10))


def batches(images, rows, size=200):
    for start in range(0, len(rows), size):
        chosen = rows[start:start + size]
        yield chosen, torch.from_numpy(images[chosen]).unsqueeze(1).float() / 255


def train(net, images, labels, validation):
    optimizer, loss = torch.optim.Adam(net.parameters(), 0.001), nn.CrossEntropyLoss()
    for _ in range(6):
        net.train()
        for rows, inputs in batches(images, torch.randperm(len(images)).numpy()):
            optimizer.zero_grad()
            loss(net(inputs), torch.from_numpy(labels[rows])).backward()
            optimizer.step()
        outputs(net, validation)


def outputs(net, images):
    net.eval()
    with torch.no_grad():
        return torch.cat([net(inputs) for _, inputs in batches(images, numpy.arange(len(images)))]).numpy()


def evaluate(net, images, labels, folder):
    scores = torch.softmax(torch.from_numpy(outputs(net, images)), 1).numpy()
    predicted = scores.argmax(1)
    numpy.savez(folder / "predictions.npz", probabilities=scores, predicted=predicted)
    metrics.confusion_matrix(labels, predicted)
    metrics.precision_recall_fscore_support(labels, predicted, average="macro")
    return metrics.accuracy_score(labels, predicted)


def embed(net, images, folder):
    embeddings = outputs(net[:-1], images)
    numpy.save(folder / "embeddings.npy", embeddings)
    return embeddings


class Steps:
    """Seconds of each step."""

    def __init__(self):
        self.seconds = {"start": round(time.perf_counter() - STARTED, 2)}

    def __call__(self, name, step):
        started = time.perf_counter()
        result = step()
        self.seconds[name] = round(time.perf_counter() - started, 2)
        return result


def cluster(steps, embeddings, folder):
    from sklearn.cluster import DBSCAN, KMeans
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from sklearn.metrics import silhouette_score
    from sklearn.neighbors import NearestNeighbors

    def kmeans():
        clusters = KMeans(10, n_init=10, random_state=SEED).fit_predict(embeddings)
        silhouette_score(embeddings, clusters, sample_size=2_000, random_state=SEED)
        return clusters

    def dbscan():
        numpy.sort(NearestNeighbors(n_neighbors=60, n_jobs=-1).fit(embeddings).kneighbors()[0][:, -1])
        return DBSCAN(eps=1.6, min_samples=60, n_jobs=-1).fit_predict(embeddings)

    numpy.savez(
        folder / "clusters.npz", kmeans=steps("kmeans", kmeans), dbscan=steps("dbscan", dbscan),
        tsne=steps("tsne", lambda: TSNE(random_state=SEED, n_jobs=-1, init="pca").fit_transform(embeddings)),
        pca=steps("pca", lambda: PCA(2).fit_transform(embeddings)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("outputs", type=pathlib.Path)
    parser.add_argument("--after", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(SEED)
    generator = numpy.random.default_rng(SEED)
    arguments.outputs.mkdir(parents=True, exist_ok=True)
    steps, net = Steps(), network()
    test = steps("readTest", lambda: read(arguments.folder, "t10k"))
    if arguments.after:
        net.load_state_dict(torch.load(arguments.after / "model.pt"))
    else:
        images, labels = steps("ingest", lambda: read(arguments.folder, "train"))
        order = generator.permutation(len(images))
        kept, held = order[:48_000], order[48_000:]
        examples = steps("augment", lambda: augmented(images[kept], generator))
        targets = numpy.concatenate([labels[kept]] * 2).astype(numpy.int64)
        steps("train", lambda: train(net, examples, targets, images[held]))
        torch.save(net.state_dict(), arguments.outputs / "model.pt")
    accuracy = steps("evaluate", lambda: evaluate(net, *test, arguments.outputs))
    embeddings = steps("embed", lambda: embed(net, test[0], arguments.outputs))
    if arguments.after is None:
        cluster(steps, embeddings, arguments.outputs)
    json.dump({
        "library": "torch " + torch.__version__, "threads": arguments.threads, "accuracy": round(accuracy, 4),
        "seconds": round(time.perf_counter() - STARTED, 1), "steps": steps.seconds,
        "residentMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}, sys.stdout)
    print()


main()
