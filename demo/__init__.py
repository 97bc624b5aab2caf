"""The bundled demo district: several sites on loopback, with planted defects and an answer key."""
