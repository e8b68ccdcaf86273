"""The editor's desk: what is done before a build. An edition is started, and raw texts are filed in it."""
