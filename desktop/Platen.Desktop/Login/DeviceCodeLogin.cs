using System.Text.Json;
using Platen.Desktop.CommandLine;

namespace Platen.Desktop.Login;

/// <summary>Logs in by a code that is typed in a browser elsewhere (RFC 8628), for machines without one.</summary>
internal sealed class DeviceCodeLogin(OAuthCalls calls, TextWriter told, TimeProvider time)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";
    private const int IntervalUsual = 5;
    private const int IntervalMax = 120;
    private static readonly TimeSpan LifeMax = TimeSpan.FromMinutes(30);

    /// <summary>Tokens.</summary>
    public async Task<TokenSet> RunAsync(string scope, CancellationToken cancellationToken)
    {
        var begun = await calls.BeginDeviceAsync(scope, cancellationToken);
        var device = Text(begun, "device_code");
        await told.WriteLineAsync($"Open {Text(begun, "verification_uri")} in any browser and type the code {Text(begun, "user_code")}");
        var (interval, life) = (TimeSpan.FromSeconds(Math.Clamp(Number(begun, "interval", IntervalUsual), 1, IntervalMax)), TimeSpan.FromSeconds(Number(begun, "expires_in", 600)));
        for (var start = time.GetTimestamp(); time.GetElapsedTime(start) < (life < LifeMax ? life : LifeMax);)
        {
            await Task.Delay(interval, time, cancellationToken);
            var answer = await calls.TokensAsync([("grant_type", Grant), ("device_code", device)], cancellationToken);
            if (answer.Tokens is { } tokens)
            {
                return tokens;
            }

            switch (answer.Error)
            {
                case "authorization_pending":
                    break;
                case "slow_down":
                    interval += TimeSpan.FromSeconds(IntervalUsual);
                    break;
                case "access_denied":
                    throw new DesktopException(ExitCode.Refused, "You did not allow the login.");
                default:
                    throw new DesktopException(ExitCode.Refused, $"The server ended the login: {answer.Why}");
            }
        }

        throw new DesktopException(ExitCode.NotLoggedIn, "The code is over. Run 'platen login --device' again.");
    }

    private static string Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        ? Output.PlainText.Of(value.GetString()!)
        : throw new DesktopException(ExitCode.Refused, $"The server's answer lacks '{name}'; it is no Platen server of this version.");

    private static int Number(JsonElement body, string name, int usual) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 ? number : usual;
}
