using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace BloomCoin.Testing;

/// <summary>A server of our own: data and socket in a temporary folder, a random port on loopback, gone when disposed or when this process dies.</summary>
internal sealed class PostgreSqlProcess : IAsyncDisposable
{
    private const int PortAttempts = 8;

    /// <summary>
    /// Runs the server ($2...) until it ends or our end of the input closes, which the system does for a killed process
    /// too; then removes its folder ($1). A background command's input is closed by the shell, hence descriptor 3.
    /// </summary>
    private const string Guard = """
        exec 3<&0; folder=$1; shift
        "$@" & server=$!
        (read _ <&3; kill -INT $server) & guard=$!
        wait $server; kill $guard; rm -rf "$folder"
        """;

    private readonly Process _shell;

    private PostgreSqlProcess(Process shell, string address, int port)
    {
        _shell = shell;
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = address, Port = port, Username = "postgres", Database = "postgres" }.ToString();
    }

    public string ConnectionString { get; }

    /// <param name="durable">Whether commits reach the disk, as in an operator's server: for measurements. Tests lose nothing without.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="under">A command that runs it on another host, such as ip netns exec.</param>
    /// <param name="given">Its port; a random one where there is none.</param>
    public static async Task<PostgreSqlProcess> Start(bool durable, string address = "127.0.0.1", IReadOnlyList<string>? under = null, int? given = null)
    {
        var binaries = FindBinaries();
        string? output = null;
        for (var attempt = 0; attempt < PortAttempts; attempt++)
        {
            var folder = Directory.CreateTempSubdirectory("bloom-postgres-").FullName;
            if (Environment.IsPrivilegedProcess)
                await Process.Start("chown", ["postgres", folder]).WaitForExitAsync();
            await InitDb(binaries, Path.Combine(folder, "data"));
            await File.AppendAllTextAsync(Path.Combine(folder, "data", "pg_hba.conf"), $"host all all {address}/24 trust\n");

            var port = given ?? RandomNumberGenerator.GetInt32(20_000, 32_000);   // below the range that the system hands out to clients
            var shell = Launch(binaries, folder, address, port, durable, under ?? []);
            (var ready, output) = await ReadUntilReady(shell.StandardError);
            if (ready)
                return new PostgreSqlProcess(shell, address, port);
            await shell.WaitForExitAsync();
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {output}");
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static string FindBinaries()
    {
        const string Root = "/usr/lib/postgresql";
        var found = Directory.Exists(Root)
            ? Directory.GetDirectories(Root).Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .MaxBy(version => double.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
            : null;
        return found is null
            ? throw new InvalidOperationException(
                "these tests need PostgreSQL: install it (apt-get install postgresql) or set BLOOM_TEST_POSTGRES to a connection string")
            : Path.Combine(found, "bin");
    }

    private static async Task InitDb(string binaries, string data)
    {
        using var process = Process.Start(AsPostgres(Path.Combine(binaries, "initdb"),
            "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"))!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"initdb failed: {await errors}");
    }

    /// <summary>Without fsync where it is not asked for: these servers lose nothing by a killed client, and the machine does not fail in a test.</summary>
    private static Process Launch(string binaries, string folder, string address, int port, bool durable, IReadOnlyList<string> under)
    {
        var commits = durable ? "on" : "off";
        var server = AsPostgres(Path.Combine(binaries, "postgres"),
            "-D", Path.Combine(folder, "data"), "-k", folder, "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", $"listen_addresses={address}", "-c", $"fsync={commits}", "-c", $"synchronous_commit={commits}", "-c", $"full_page_writes={commits}",
            "-c", "max_connections=200", "-c", "logging_collector=off", "-c", "lc_messages=C");
        var guarded = new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", folder, .. under, server.FileName, .. server.ArgumentList])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        return Process.Start(guarded)!;
    }

    private static async Task<(bool Ready, string Output)> ReadUntilReady(StreamReader log)
    {
        var lines = new List<string>();
        while (await log.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (!line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
                continue;
            _ = log.BaseStream.CopyToAsync(Stream.Null);   // a full pipe would stop the server
            return (true, "");
        }

        return (false, string.Join('\n', lines));
    }

    /// <summary>initdb and postgres refuse to run as root.</summary>
    private static ProcessStartInfo AsPostgres(string program, params string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        return start;
    }
}
