using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace BloomCoin.Testing.Processes;

/// <summary>
/// One of our programs as a process of its own, from this test's output folder. Its output is kept and shown when the test fails;
/// it ends with the test.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>128 + SIGKILL, as a shell would say it.</summary>
    public const int Killed = 137;

    private readonly Process _process;
    private readonly string _name;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private ChildProcess(Process process, string name)
    {
        (_process, _name) = (process, name);
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Bytes of its memory that are in use.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Lines of the standard output so far.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Lines of the standard error so far.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Starts <c>dotnet NAME.dll</c>. The environment's own Bloom settings are left out: a test sets all that it needs.</summary>
    /// <param name="name">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="workingDirectory">The temporary folder where there is none.</param>
    /// <param name="under">A command that runs it, such as ip netns exec.</param>
    /// <param name="environment">Variables that it gets all the same.</param>
    public static ChildProcess Start(
        string name, IEnumerable<string> arguments, string? workingDirectory = null, IReadOnlyList<string>? under = null,
        IEnumerable<(string Key, string Value)>? environment = null)
    {
        // A shell starts background jobs with SIGINT ignored, which children inherit: env gives it back.
        string[] signals = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : [];
        return StartCommand(name, [.. under ?? [], .. signals, "dotnet", Path.Combine(AppContext.BaseDirectory, name + ".dll"), .. arguments], workingDirectory, environment);
    }

    /// <summary>Runs a program to its end: exit code and the lines that it printed.</summary>
    public static async Task<(int Code, string Lines)> Run(string name, params string[] arguments)
    {
        await using var process = Start(name, arguments);
        return await process.ExitAndLines();
    }

    /// <summary>Starts any command; <see cref="Start"/> says of the environment.</summary>
    public static ChildProcess StartCommand(
        string name, IReadOnlyList<string> command, string? workingDirectory = null, IEnumerable<(string Key, string Value)>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? Path.GetTempPath(),
        };
        foreach (var key in start.Environment.Keys.Where(key => key.StartsWith("Bloom", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(key);
        // Compiling hot code again, and profiling it before, pays off for a process that runs for long: here it took half of the processors.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        foreach (var (key, value) in environment ?? []) start.Environment[key] = value;

        var child = new ChildProcess(new Process { StartInfo = start }, name);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        child._process.StandardInput.Close();
        return child;
    }

    /// <summary>
    /// The exit code, once the process has ended and all of its output is here; 128 and the signal when a signal ended it.
    /// </summary>
    public async Task<int> Exit(TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Eventually.Limit, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"{_name} ({Id}) still runs after {within ?? Eventually.Limit}{Environment.NewLine}{Everything}",
                exception);
        }
    }

    /// <summary>The same, with the lines that it printed: the output's, then the errors'.</summary>
    public async Task<(int Code, string Lines)> ExitAndLines()
    {
        var code = await Exit();
        return (code, string.Join('\n', Output.Concat(Errors)));
    }

    /// <summary>SIGKILL: no line of its code runs after this.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM: what a service supervisor sends.</summary>
    public Task Terminate() => Send("TERM");

    /// <summary>SIGINT: what Ctrl+C sends.</summary>
    public Task Interrupt() => Send("INT");

    /// <summary>Whether a line of its standard output so far has something in it.</summary>
    public bool Says(string part) => _output.Any(line => line.Contains(part, StringComparison.Ordinal));

    public Task<string> Line(string part) => Line(line => line.Contains(part, StringComparison.Ordinal), part);

    /// <summary>The first line of the output that is as asked, once it is there. Fails when the process ends without it.</summary>
    public async Task<string> Line(Predicate<string> wanted, string description)
    {
        string? found = null;
        await Eventually.True($"{_name} says \"{description}\"", () =>
        {
            var ended = HasExited;
            found = _output.FirstOrDefault(line => wanted(line));
            return found is not null || ended;
        });
        return found ?? throw new InvalidOperationException(
            $"{_name} ended without saying \"{description}\"{Environment.NewLine}{Everything}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        Report.Line(Everything);
        _process.Dispose();
    }

    /// <summary>Both outputs, for a failure's message.</summary>
    public string Everything => string.Join(
        Environment.NewLine,
        [string.Create(CultureInfo.InvariantCulture, $"--- {_name} {Id}"), .. _output, .. _errors.Select(line => "! " + line)]);

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    private async Task Send(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"{_name} ({Id}) could not be sent SIG{signal}");
    }
}
