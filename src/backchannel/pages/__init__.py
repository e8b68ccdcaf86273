"""View models: for each kind of page all the strings and addresses that its template needs, ready."""
