# One image for every role of a silo, and bloom with it: docker build -t bloomcoin .
# docs/operations.md says how it is run; deploy/verify-image builds it and looks whether it keeps to that.
ARG DOTNET=10.0

# What a restore reads and nothing else, so that packages are fetched again only when one of these files changes.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${DOTNET} AS projects
WORKDIR /source
COPY src src
RUN find src -type f ! -name '*.csproj' ! -name '*.props' ! -name packages.lock.json -delete && find src -type d -empty -delete

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${DOTNET} AS build
ARG TARGETARCH
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY deploy/publish deploy/publish
COPY --from=projects /source/src src
RUN deploy/publish restore "$TARGETARCH"
COPY src src
COPY sql sql
COPY appsettings appsettings
RUN deploy/publish into /app "$TARGETARCH" && mkdir /data

# No shell, no package manager, no user but 1654. Nothing is written but in /data, and there only by a node on SQLite.
FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
ENV PATH=/app/bloom:/app:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    Bloom__DataDirectory=/data \
    Bloom__Gateway__Listen=0.0.0.0:8333 \
    Bloom__Http__Listen=0.0.0.0:8080
USER 1654:1654
WORKDIR /data
VOLUME /data
# Peers, HTTP; between silos, and client apps.
EXPOSE 8333 8080 11111 30000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["BloomCoin.Node", "--health"]
ENTRYPOINT ["BloomCoin.Node"]
