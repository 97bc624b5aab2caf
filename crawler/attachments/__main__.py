"""The process that opens files: one after the other, within bounds of memory and processor time.

On its input a line of JSON (``bytes``, ``url``) and then so many bytes; on its output one line of JSON each time
(``kind``, ``text``, ``failure``). Ends with its input.
"""

from __future__ import annotations

import json
import resource
import sys

from crawler.attachments.reading import read_file

MEMORY_BYTES = 600 * 1024 * 1024
CPU_S = 20


def main() -> None:
    """Open what is handed over until there is no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes nowhere
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        body = sys.stdin.buffer.read(order["bytes"])
        _allow_time()
        kind, text, failure = read_file(body, order["url"])
        answer = json.dumps({"kind": kind, "text": text, "failure": failure})
        sys.stdout.buffer.write(answer.encode() + b"\n")
        sys.stdout.buffer.flush()


def _allow_time() -> None:
    """Processor time for one more file; beyond it the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit_s = int(used.ru_utime + used.ru_stime) + CPU_S + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit_s, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()
