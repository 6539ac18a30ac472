#!/usr/bin/python3
"""The network of pipelines/e1-cnn-cifar.yaml in PyTorch, on the same JPEG files: test accuracy, as a yardstick.

40,000 training images (a fifth is held back, at random), Xavier's initial weights, Adam 0.001, batches of 200. Wants
Debian's python3-torch and python3-pil. Prints one line of JSON.

usage: e1_cifar_torch.py ARCHIVE_OF_CIFAR_10_JPEG [--epochs 10] [--seed 27] [--threads 2]
"""

import argparse
import io
import json
import pathlib
import tarfile
import time

import numpy
import torch
from PIL import Image
from torch import nn


def read(archive):
    """Images by split, rows x channels x height x width, and their labels: the classes in alphabetical order."""
    images, names = {"train": [], "test": []}, {"train": [], "test": []}
    with tarfile.open(archive) as files:
        for member in files:
            if member.isfile():
                split, name = pathlib.Path(member.name).parts[-3:-1]
                image = Image.open(io.BytesIO(files.extractfile(member).read()))
                images[split].append(numpy.asarray(image.convert("RGB")).transpose(2, 0, 1))
                names[split].append(name)
    classes = sorted(set(names["train"]))
    return {split: (torch.from_numpy(numpy.stack(images[split])),
                    torch.tensor([classes.index(name) for name in names[split]])) for split in images}


def network():
    net = nn.Sequential(
        nn.Conv2d(3, 8, 4, padding="same"), nn.ReLU(), nn.BatchNorm2d(8),
        nn.Conv2d(8, 32, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(32), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(32), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(32 * 8 * 8, 512), nn.ReLU(), nn.Dropout(0.25),
        nn.Linear(512, 256), nn.ReLU(), nn.Dropout(0.25), nn.Linear(256, 10))
    for layer in net:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_normal_(layer.weight)
            nn.init.zeros_(layer.bias)
    return net


def train(net, images, labels, rows, epochs):
    optimizer, loss = torch.optim.Adam(net.parameters(), 0.001), nn.CrossEntropyLoss()
    seconds = []
    for _ in range(epochs):
        started = time.perf_counter()
        net.train()
        for batch in rows[torch.randperm(len(rows))].split(200):
            optimizer.zero_grad()
            loss(net(images[batch].float() / 255), labels[batch]).backward()
            optimizer.step()
        seconds.append(round(time.perf_counter() - started, 1))
    return seconds


def accuracy(net, images, labels):
    net.eval()
    with torch.no_grad():
        predicted = torch.cat([net(batch.float() / 255).argmax(1) for batch in images.split(200)])
    return round((predicted == labels).double().mean().item(), 4)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=27)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    data, net = read(arguments.archive), network()
    images, labels = data["train"]
    order = torch.randperm(len(images))
    held = len(images) // 5
    seconds = train(net, images, labels, order[held:], arguments.epochs)
    print(json.dumps({
        "benchmark": "e1-cnn-cifar", "library": "torch " + torch.__version__, "threads": arguments.threads,
        "parameters": sum(p.numel() for p in net.parameters()), "epochs": arguments.epochs, "seed": arguments.seed,
        "validationAccuracy": accuracy(net, images[order[:held]], labels[order[:held]]),
        "testAccuracy": accuracy(net, *data["test"]), "secondsPerEpoch": seconds}))


main()
