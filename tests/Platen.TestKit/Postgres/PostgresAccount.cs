using System.Diagnostics;

namespace Platen.TestKit.Postgres;

/// <summary>The account that PostgreSQL runs under: this process' own, or, as PostgreSQL refuses root, Debian's <c>postgres</c>.</summary>
internal sealed class PostgresAccount
{
    private const string Unprivileged = "postgres";

    private readonly bool _isRoot;

    private PostgresAccount(bool isRoot) => _isRoot = isRoot;

    public static PostgresAccount Current()
    {
        var isRoot = Environment.IsPrivilegedProcess;
        if (isRoot && !File.ReadLines("/etc/passwd").Any(l => l.StartsWith(Unprivileged + ":", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException("PostgreSQL does not run as root, and the account 'postgres' is missing. Install Debian's package 'postgresql', which makes it, or run the tests as another user.");
        }

        return new PostgresAccount(isRoot);
    }

    /// <summary>A new folder that belongs to the account; short, because a unix socket's path has 107 characters at most.</summary>
    public string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("ppg-").FullName;
        if (_isRoot)
        {
            using var chown = Process.Start("chown", [Unprivileged, folder]);
            chown.WaitForExit();
        }

        return folder;
    }

    public ProcessStartInfo Command(string program, IEnumerable<string> arguments)
    {
        string[] prefix = _isRoot ? ["setpriv", $"--reuid={Unprivileged}", $"--regid={Unprivileged}", "--init-groups"] : [];
        string[] all = [.. prefix, PostgresBinaries.Path(program), .. arguments];
        var command = new ProcessStartInfo(all[0], all[1..]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        command.Environment["LC_ALL"] = "C.UTF-8";
        return command;
    }

    public async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Command(program, arguments)) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed with {process.ExitCode}: {error}{await output}");
        }
    }
}
