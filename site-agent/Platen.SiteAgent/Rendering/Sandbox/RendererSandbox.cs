using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>
/// The one way to run a renderer over a document: a process without network, files, privileges or further processes, within limits of memory, time and space (ADR 35). The document goes in by standard input and
/// the result comes out by standard output, so that neither is on a disk.
/// </summary>
internal sealed class RendererSandbox(IOptions<RenderingOptions> options, ScratchFolders scratch, SandboxProtection protection, TimeProvider time) : IDisposable
{
    /// <summary>This process's own program is the launcher, also where it is hosted by another one (tests).</summary>
    private static readonly string Launcher = Path.Combine(AppContext.BaseDirectory, "Platen.SiteAgent");

    private readonly SemaphoreSlim _room = new(options.Value.RunsMax);

    /// <summary>Why no renderer is run on this machine, with what to do; empty: they are.</summary>
    public string Obstacle => (protection.Missing, options.Value.AllowUnconfined, scratch.Place) switch
    {
        ({ Length: > 0 } missing, false, _) => $"missing: {missing}; or, knowing what that means, set {RenderingOptions.Section}:{nameof(RenderingOptions.AllowUnconfined)}",
        (_, _, null) => $"there is no folder in memory that the agent may write: mount a tmpfs and name it in {RenderingOptions.Section}:{nameof(RenderingOptions.TemporaryFolder)}",
        _ => "",
    };

    /// <summary>Starts a program as soon as there is room for it. The caller feeds it, reads it, and disposes of it: that ends it.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <param name="fillAsync">Puts files into the run's own folder before it begins; null: it needs none.</param>
    public async Task<SandboxRun> StartAsync(
        string program, IReadOnlyList<string> arguments, SandboxLimits limits, CancellationToken cancellationToken, Func<string, CancellationToken, Task>? fillAsync = null)
    {
        var folder = "";
        await _room.WaitAsync(cancellationToken);
        try
        {
            if (Obstacle is { Length: > 0 } obstacle)
            {
                return SandboxRun.Refused(new SandboxEnd(SandboxEndCode.NotConfined, SandboxCommand.NotConfined, obstacle), () => _room.Release());
            }

            folder = scratch.Create();
            await (fillAsync?.Invoke(folder, cancellationToken) ?? Task.CompletedTask);
            var order = new SandboxOrder { Program = program, Arguments = arguments, Folder = folder, Limits = limits, Readable = [.. options.Value.Readable], IsLenient = options.Value.AllowUnconfined };
            return new SandboxRun(Start(order), order, time, () => _room.Release());
        }
        catch
        {
            if (folder.Length > 0)
            {
                ScratchFolders.Delete(folder);
            }

            _room.Release();
            throw;
        }
    }

    public void Dispose() => _room.Dispose();

    private static Process Start(SandboxOrder order)
    {
        var start = new ProcessStartInfo(Launcher, order.ToCommandLine())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        var runtime = start.Environment.TryGetValue("DOTNET_ROOT", out var root) ? root : null;
        start.Environment.Clear();
        start.Environment["DOTNET_ROOT"] = runtime ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

        // it lives for some milliseconds: no second heap, no threads that it does not need, no door for a debugger
        (start.Environment["DOTNET_gcServer"], start.Environment["DOTNET_gcConcurrent"], start.Environment["DOTNET_EnableDiagnostics"]) = ("0", "0", "0");
        return Process.Start(start) ?? throw new IOException("The renderers' launcher was not started.");
    }
}
