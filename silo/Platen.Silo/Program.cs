using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Silo.Hosting;

if ((await KeyCommands.TryRunAsync(args) ?? await AuditCommand.TryRunAsync(args) ?? await BackupCommands.TryRunAsync(args)) is { } status)
{
    return status;
}

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatenLogs();
try
{
    builder.AddSilo();
    await using var app = builder.Build();
    app.MapSilo();
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (OptionsValidationException fault)
{
    foreach (var failure in fault.Failures)
    {
        await Console.Error.WriteLineAsync("error: " + failure);
    }

    return 2;
}
catch (OperationCanceledException)
{
    return 0; // ended while it stood by
}
catch (Exception fault) when (fault is RecordStoreUnavailableException or IOException or InvalidDataException)
{
    await Console.Error.WriteLineAsync("error: " + fault.Message);
    return 1;
}
