#!/usr/bin/python3
"""What umap-learn 0.5.3 says: umap_reference.py FOLDER

Reads a.txt and b.txt of the folder, a point a line, with `near` in the first, and writes graph_a.txt, graph_b.txt and
graph_union.txt, "from to degree" a line, and plane.txt, the embedding of the union. surrogates_umap.cpp runs it.
"""
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import umap

folder = sys.argv[1]


def model_of(name, metric):
    lines = open(f"{folder}/{name}.txt").read().split("\n")
    points = np.array([[float(word) for word in line.split()] for line in lines[1:] if line])
    return umap.UMAP(n_neighbors=int(lines[0]), metric=metric, random_state=42).fit(points)


def write(name, graph):
    graph = graph.tocoo()
    with open(f"{folder}/graph_{name}.txt", "w") as out:
        for i, j, degree in zip(graph.row, graph.col, graph.data):
            out.write(f"{i} {j} {degree:.9g}\n")


a, b = model_of("a", "euclidean"), model_of("b", "manhattan")
write("a", a.graph_)
write("b", b.graph_)
union = a + b
write("union", union.graph_)
np.savetxt(f"{folder}/plane.txt", union.embedding_)
