namespace Platen.VirtualMfp;

/// <summary>Runs the device until it is told to stop.</summary>
internal static class MfpCommand
{
    /// <summary>Exit status: 0 stopped as told, 1 could not start.</summary>
    internal static async Task<int> RunAsync(MfpOptions options, CancellationToken cancellationToken)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true));
        try
        {
            await using var server = await VirtualMfpServer.StartAsync(options, logging, TimeProvider.System);
            await Console.Out.WriteLineAsync($"ready: {Path.Combine(options.DataFolder, "mfp.json")}");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"the virtual MFP cannot start: {e.Message}");
            return 1;
        }
    }
}
