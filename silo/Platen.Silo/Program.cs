using Microsoft.Extensions.Options;
using Platen.Silo.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatenLogs();
builder.AddSilo();
try
{
    await using var app = builder.Build();
    app.MapSilo();
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException fault)
{
    foreach (var failure in fault.Failures)
    {
        await Console.Error.WriteLineAsync("error: " + failure);
    }

    return 2;
}
