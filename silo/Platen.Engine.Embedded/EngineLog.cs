using Microsoft.Extensions.Logging;

namespace Platen.Engine.Embedded;

/// <summary>Log messages of the engine: events 1000 to 1099.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1100, LogLevel.Warning, "{Grain} could not be activated")]
    public partial void ActivationFailed(Exception exception, string grain);

    [LoggerMessage(1101, LogLevel.Warning, "OnDeactivateAsync of {Grain} failed; the activation ends all the same")]
    public partial void DeactivationFailed(Exception exception, string grain);

    [LoggerMessage(1102, LogLevel.Warning, "{Grain} or its services could not be disposed")]
    public partial void DisposalFailed(Exception exception, string grain);

    [LoggerMessage(1103, LogLevel.Warning, "One-way call {Method} of {Target} failed")]
    public partial void OneWayCallFailed(Exception exception, string method, string target);

    [LoggerMessage(1104, LogLevel.Warning, "A timer callback of {Grain} failed; the timer goes on")]
    public partial void TimerFailed(Exception exception, string grain);

    [LoggerMessage(1105, LogLevel.Error, "{Count} activations had not ended at the shut-down time-out; among them {Grains}")]
    public partial void ShutdownIncomplete(int count, string grains);
}
