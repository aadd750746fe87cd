using System.Diagnostics;

namespace Platen.Rpc.Tests.Interop;

/// <summary>The npm project that holds the foreign peer; its packages are restored from its lock file when they are absent.</summary>
internal static class NodeProject
{
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim Gate = new(1);

    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "tests", "unit", "Platen.Rpc.Tests", "grpc-js");

    public static async Task RestoreAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@grpc", "grpc-js")))
            {
                await RunNpmAsync();
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("probe.js");
        Array.ForEach(arguments, start.ArgumentList.Add);
        return Process.Start(start) ?? throw new InvalidOperationException("node did not start: install Node.js 18 or later.");
    }

    private static async Task RunNpmAsync()
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", "ci --no-progress")
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(RestoreLimit);
        await npm.WaitForExitAsync(limit.Token);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"'npm ci' in grpc-js failed with {npm.ExitCode}; is npm installed and its registry reachable?\n{await output}{await errors}");
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Cluster.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
    }
}
