using Microsoft.Extensions.Logging;

namespace Platen.Rpc.Server;

/// <summary>Log of served calls. Event ids 3000–3099 are this project's.</summary>
internal static partial class RpcServerLog
{
    [LoggerMessage(1400, LogLevel.Error, "The handler of {Method} failed; the caller got UNKNOWN without details.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(1401, LogLevel.Debug, "A call of {Method} was ended from outside its handler: {Code}.")]
    public static partial void CallEnded(ILogger logger, Exception exception, string method, RpcStatusCode code);

    [LoggerMessage(1402, LogLevel.Warning, "A call of {Method} was answered {Code}: {Reason}")]
    public static partial void HandlerRefused(ILogger logger, string method, RpcStatusCode code, string reason);
}
