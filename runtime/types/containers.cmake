# Containers and iterators.
set(CONTAINER_SOURCES)
