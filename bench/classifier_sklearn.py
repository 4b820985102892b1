"""Peer of bench/classifier.ts: character 1-3-gram TF-IDF + LinearSVC on the same rows.

Reads {"train": [{"text", "label"}], "test": [...]} from standard input, prints one JSON line of figures.
"""
import json
import sys
import time

import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

rows = json.load(sys.stdin)
texts = [row["text"] for row in rows["train"]]
labels = [row["label"] for row in rows["train"]]
start = time.perf_counter()
vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
model = LinearSVC().fit(vectorizer.fit_transform(texts), labels)
trained = time.perf_counter()
predicted = model.predict(vectorizer.transform([row["text"] for row in rows["test"]]))
done = time.perf_counter()
print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "trainSeconds": trained - start,
            "textsPerSecond": len(predicted) / (done - trained),
            "macroF1": f1_score([row["label"] for row in rows["test"]], predicted, average="macro"),
        }
    )
)
