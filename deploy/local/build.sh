# Builds what deploy/up and deploy/bench start, unless that was done since the last change; read in by both, in the project's folder.

modules=case-service,tracing-service,referral-service,monitoring-service,deploy/identity,deploy/local
built=deploy/local/target/built

is_built() {
    [ -f "$built" ] || return 1
    local jar
    for jar in case-service tracing-service referral-service monitoring-service deploy/identity; do
        compgen -G "$jar/target/*-exec.jar" > /dev/null || return 1
    done
    compgen -G ".local/dist/apicurio-registry-*/quarkus-run.jar" > /dev/null || return 1
    [ -z "$(find pom.xml schemas case-service tracing-service referral-service monitoring-service deploy/country \
        deploy/identity deploy/local -newer "$built" \( -path '*/src/main/*' -o -name pom.xml \) \
        -type f -not -path '*/target/*' -print -quit)" ]
}

if ! is_built; then
    if ! command -v mvn > /dev/null; then
        printf 'Maven is not found on the PATH: install it (Debian: apt install maven).\n' >&2
        exit 1
    fi
    mkdir -p .local/logs
    printf 'Building what is missing\n'
    started=$(date +%s)
    if ! mvn -B -ntp -DskipTests -pl "$modules" -am package 2>&1 | tee .local/logs/build.log \
        | sed -un 's/^\[INFO\] Building \(.*[^ ]\)  *\(\[[0-9/]*\]\)$/  \2 \1/p'; then
        printf 'The build failed: %s (all of it is in .local/logs/build.log)\n' \
            "$(sed -n 's/^\[ERROR\] //p' .local/logs/build.log | head -n 1)" >&2
        exit 1
    fi
    touch "$built"
    printf '  built in %s s\n' "$(($(date +%s) - started))"
fi
