# Containers and iterators.
set(CONTAINER_SOURCES
  container_support.c sequence.c slice.c slice_items.c tuple.c list.c list_methods.c list_sort.c
  dict.c dict_methods.c dict_views.c set.c set_methods.c range.c iterators.c adapters.c
  mappingproxy.c generic_alias.c)
