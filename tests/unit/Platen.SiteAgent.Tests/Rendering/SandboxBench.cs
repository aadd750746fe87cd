using System.Text;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Rendering;
using Platen.SiteAgent.Rendering.Sandbox;

namespace Platen.SiteAgent.Tests.Rendering;

/// <summary>The renderers' sandbox of this machine, with limits that a test can reach.</summary>
internal sealed class SandboxBench : IDisposable
{
    public const string Ghostscript = "/usr/bin/gs";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platen-sandbox-");

    public SandboxBench(Action<RenderingOptions>? change = null, SandboxProtection? protection = null)
    {
        var options = new RenderingOptions();
        change?.Invoke(options);
        Scratch = new ScratchFolders(Microsoft.Extensions.Options.Options.Create(options));
        Sandbox = new RendererSandbox(Microsoft.Extensions.Options.Options.Create(options), Scratch, protection ?? SandboxProtection.Here, TimeProvider.System);
    }

    public ScratchFolders Scratch { get; }

    public RendererSandbox Sandbox { get; }

    public SandboxLimits Limits { get; init; } = new() { MemoryBytes = 1L << 30, Seconds = 20, TemporaryBytes = 4 * 1024 * 1024, OutputBytes = 8 * 1024 * 1024 };

    /// <summary>A path in a folder that anybody may read and write.</summary>
    public string PathOf(string name)
    {
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_111_111);
        return Path.Combine(_folder.FullName, name);
    }

    /// <summary>Runs Ghostscript over a PostScript program; with <paramref name="safer"/> off, only the sandbox is between it and the machine.</summary>
    public Task<(SandboxEnd End, string Output)> RunPostScriptAsync(string program, bool safer = true) =>
        RunAsync(Ghostscript, ["-q", safer ? "-dSAFER" : "-dNOSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", "-"], "%!PS\n" + program + "\n");

    public async Task<(SandboxEnd End, string Output)> RunAsync(string program, string[] arguments, string input = "")
    {
        await using var run = await Sandbox.StartAsync(program, arguments, Limits, CancellationToken.None);
        using var document = new MemoryStream(Encoding.Latin1.GetBytes(input));
        var feeding = run.FeedAsync(document, CancellationToken.None);
        var output = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (await run.ReadAsync(buffer, CancellationToken.None) is var count and > 0)
        {
            output.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        await feeding;
        return (await run.EndAsync(CancellationToken.None), output.ToString());
    }

    /// <summary>What is left of temporary files.</summary>
    public IReadOnlyList<string> Left() => Scratch.Root is { } root ? [.. Directory.EnumerateDirectories(root)] : [];

    public void Dispose()
    {
        Sandbox.Dispose();
        Scratch.Dispose();
        _folder.Delete(recursive: true);
    }
}
