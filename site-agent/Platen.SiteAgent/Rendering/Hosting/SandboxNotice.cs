using Platen.SiteAgent.Rendering.Sandbox;

namespace Platen.SiteAgent.Rendering.Hosting;

/// <summary>Says at the start how renderers are confined on this machine, and, where they cannot be, what that means.</summary>
internal sealed partial class SandboxNotice(RendererSandbox sandbox, SandboxProtection here, ScratchFolders scratch, ILogger<SandboxNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (sandbox.Obstacle is { Length: > 0 } obstacle)
        {
            LogNone(obstacle);
        }
        else if (!here.IsWhole)
        {
            LogPart(here.Missing);
        }
        else
        {
            LogConfined(here.ToString(), scratch.Place!);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2901, LogLevel.Information, "Renderers are confined: {Protection}; their temporary files are in {Place}")]
    private partial void LogConfined(string protection, string place);

    [LoggerMessage(2902, LogLevel.Warning, "Renderers are NOT confined as they should be, as Rendering:AllowUnconfined allows: {Missing}")]
    private partial void LogPart(string missing);

    [LoggerMessage(2903, LogLevel.Error, "No renderer is run on this machine, so no document is converted, and PostScript whose comments prove nothing is not counted: {Obstacle}")]
    private partial void LogNone(string obstacle);
}
