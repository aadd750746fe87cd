using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Platen.Ops.Installation;
using Platen.Ops.Sampling;

namespace Platen.Ops.Selftest;

/// <summary>Sends each file through the running system, releases it at a device, and compares what came out, byte for byte, and the ledger.</summary>
internal sealed class SelftestCommand(DataFolder data, SelftestOptions options)
{
    private const string Administrator = "admin";

    /// <summary>Prints a JSON line a file; 0 when all were equal and charged once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var endpoints = await Endpoints.ReadAsync(data, cancellationToken);
        var users = endpoints.Users ?? throw new OpsException("This system has no sample data (ops/run --empty): the self-test needs its users and its virtual MFP.");
        var user = users.FirstOrDefault(u => u.LoginName == options.User) ?? throw new OpsException($"--user {options.User}: one of {string.Join(", ", users.Select(u => u.LoginName))} is expected.");
        var device = options.Device ?? endpoints.Devices![0].Id;
        using var rest = new RestClient(TrustedHttp.Create(new Uri(endpoints.Api[..^"api/v1".Length]), endpoints.ServerCertificate));
        await rest.LogInAsync(Administrator, users.First(u => u.LoginName == Administrator).Password, cancellationToken);
        using var panel = new PanelClient(TrustedHttp.Create(new Uri(endpoints.PanelProtocol[..^"panel/v1".Length]), endpoints.AgentCertificate), device);
        await panel.LogInAsync(user, cancellationToken);
        var run = new SelftestRun(new PrintClient(endpoints), panel, rest, new MfpOutput(data.MfpOutput), user);
        var failures = 0;
        foreach (var file in options.Files)
        {
            var line = await TryAsync(run, file, cancellationToken);
            failures += line.Ok ? 0 : 1;
            Console.WriteLine(JsonSerializer.Serialize(line, JsonFormat.Line));
        }

        await panel.LogOutAsync(cancellationToken);
        return failures == 0 ? 0 : 1;
    }

    private async Task<SelftestLine> TryAsync(SelftestRun run, string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return new SelftestLine { File = file, Error = "There is no such file." };
        }

        await using var content = File.OpenRead(file);
        if (content.Length == 0)
        {
            return new SelftestLine { File = file, Error = "The file is empty: there is nothing to print." };
        }

        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        var line = new SelftestLine { File = file, BytesIn = content.Length, Sha256In = sha256 };
        try
        {
            var title = $"{Path.GetFileNameWithoutExtension(file)[..Math.Min(40, Path.GetFileNameWithoutExtension(file).Length)]} {RandomNumberGenerator.GetHexString(8, lowercase: true)}";
            return await run.RunAsync(line, options.Via, string.Create(CultureInfo.InvariantCulture, $"{Safe(title)}"), cancellationToken);
        }
        catch (Exception fault) when (fault is OpsException or HttpRequestException or OperationCanceledException or TimeoutException or IOException)
        {
            return line with { Error = fault.Message };
        }
    }

    // the title goes into a test file of ipptool, where quotes and dollars mean something
    private static string Safe(string title) => string.Concat(title.Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' ? c : '_'));
}
