using Platen.Domain.Users;

namespace Platen.Silo.Hosting;

/// <summary>Says at start how passwords and PINs are hashed, and warns when it is not as wanted.</summary>
internal sealed partial class PasswordSchemeNotice(PasswordScheme scheme, ILogger<PasswordSchemeNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (scheme.IsFallback)
        {
            LogFallback(logger, scheme.Reason);
        }
        else
        {
            LogScheme(logger, scheme.Reason);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1060, LogLevel.Information, "{Reason}")]
    private static partial void LogScheme(ILogger logger, string reason);

    [LoggerMessage(1061, LogLevel.Warning, "{Reason}")]
    private static partial void LogFallback(ILogger logger, string reason);
}
