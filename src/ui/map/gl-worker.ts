/* The worker of the map, with what Chromium 86 has not and it uses; pages bring the same by themselves. */
import 'core-js/actual/array/at';
import 'core-js/actual/object/has-own';
import 'maplibre-gl/dist/maplibre-gl-worker.mjs';
