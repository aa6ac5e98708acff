"""Runs Rasa's graph node after node, in an order worked out once; knows nothing of what the nodes do."""

from __future__ import annotations

from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.runner.dask import DaskGraphRunner


class DirectGraphRunner(DaskGraphRunner):
    """Dask plans each run anew and in threads: 0.8 ms, three times a message. Our graph never changes."""

    def run(self, inputs: Optional[Dict[str, Any]] = None, targets: Optional[List[str]] = None) -> Dict[str, Any]:
        """Runs the graph (see parent class for full docstring)."""
        wanted = tuple(targets or self._graph_schema.target_names)
        done = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._plan(wanted):
            done[name] = self._instantiated_nodes[name](*[done[need] for need in needs if need in done])
        return {name: done[name][1] for name in wanted}

    @lru_cache(maxsize=8)  # noqa: B019 - one runner lives as long as its process
    def _plan(self, targets: Tuple[str, ...]) -> List[Tuple[str, List[str]]]:
        """The nodes that `targets` need, each after those it needs itself."""
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: list(node.needs.values()) for name, node in nodes.items()}
        return [(name, needs[name]) for name in TopologicalSorter(needs).static_order() if name in nodes]
