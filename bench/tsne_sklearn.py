"""FOLDER CLASS_PATH [ROWS [UNITS [RUNS [THREADS]]]]: see bench/tsne. With FOLDER alone, scikit-learn's part of one run."""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import numpy

# As ./reprise starts it, with a heap of the bar.
JAVA = ["java", "-Xms32m", "-Xmx512m", "-XX:+UseParallelGC", "-XX:MaxNewSize=64m", "-XX:Tier4InvocationThreshold=50000",
        "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=150000", "-XX:Tier4BackEdgeThreshold=400000"]

folder = pathlib.Path(sys.argv[1])
rows, units, runs, threads = map(int, (sys.argv[3:] + ["10000", "64", "3", "2"][len(sys.argv[3:]):]))


def vectors():
    return numpy.fromfile(folder / "vectors", numpy.float32).reshape(rows, units)


def sklearn_part():
    from sklearn.manifold import TSNE

    x = vectors()
    start = time.monotonic()
    y = TSNE(init="pca", learning_rate="auto", n_iter=1000, random_state=0, n_jobs=threads).fit_transform(x)
    print(time.monotonic() - start)
    print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
    y.astype(numpy.float64).tofile(folder / "places")


def measure(command):
    env = dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads), OMP_WAIT_POLICY="passive")
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    said = process.stdout.read().split()  # seconds, VmHWM: kB kB
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    y = numpy.fromfile(folder / "places").reshape(rows, 2)
    return {"seconds": float(said[0]), "processorSeconds": usage.ru_utime + usage.ru_stime,
            "residentMb": int(said[2]) / 1024, **quality(y)}


def quality(y):
    """KL divergence by scikit-learn's affinities and the exact sum over all pairs, and its trustworthiness."""
    from sklearn.manifold import trustworthiness

    total = sum((1 / (1 + ((y[i:i + 500, None] - y[None]) ** 2).sum(2))).sum() for i in range(0, rows, 500)) - rows
    p = affinities.tocoo()
    q = 1 / (1 + ((y[p.row] - y[p.col]) ** 2).sum(1)) / total
    return {"klDivergence": float((p.data * numpy.log(p.data / q))[p.data > 0].sum()),
            "trustworthiness": float(trustworthiness(vectors(), y)) if rows <= 10000 else None}


def summary(figures):
    return {name: [round(each[name], 4) for each in figures] for name in figures[0]}


if sys.argv[2] == "sklearn":
    sklearn_part()
else:
    from sklearn.manifold._t_sne import _joint_probabilities_nn
    from sklearn.neighbors import NearestNeighbors

    random = numpy.random.default_rng(1)
    mixture = random.normal(size=(10, units))[numpy.arange(rows) % 10] + random.normal(size=(rows, units))
    mixture.astype(numpy.float32).tofile(folder / "vectors")
    graph = NearestNeighbors(n_neighbors=91).fit(vectors()).kneighbors_graph(mode="distance")
    graph.data **= 2
    affinities = _joint_probabilities_nn(graph, 30, 0)
    size = [str(rows), str(units)]
    ours, theirs = [], []
    for run in range(runs):
        ours.append(measure([*JAVA, "-cp", sys.argv[2], "io.reprise.stages.project.TsneBench",
                             str(folder), *size, str(threads)]))
        theirs.append(measure([sys.executable, __file__, str(folder), "sklearn", *size, str(runs), str(threads)]))
    ratios = {name: round(statistics.median(a[name] / b[name] for a, b in zip(ours, theirs)), 3)
              for name in ("seconds", "processorSeconds")}
    print(json.dumps({"benchmark": "tsne", "rows": rows, "units": units, "threads": threads,
                      "reprise": summary(ours), "scikitLearn": summary(theirs), "ratio": ratios}))
