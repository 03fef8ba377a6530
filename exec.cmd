@rem What "exec" is in other shells, for the scripts of package.json on Windows.
@call %*
