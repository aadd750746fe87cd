using System.Globalization;
using Platen.Conformance.Tests.Running;

namespace Platen.Conformance.Tests.Ipp;

/// <summary>Ports beside the usual ones (PR07: 631, 717; PR18: 8631, 8632 for telephones): each is the same printer.</summary>
public sealed class MorePortsTests
{
    [Theory]
    [InlineData("ipp", "MoreIppPorts")]
    [InlineData("ipps", "MoreIppsPorts")]
    public async Task Port_BesideTheUsual_IsTheSamePrinter(string scheme, string setting)
    {
        int[] ports = [RunningAgent.FreePort(), RunningAgent.FreePort()];
        await using var agent = await RunningAgent.StartAsync([.. ports.Select((port, index) => $"--Agent:{setting}:{index}={port}")]);

        foreach (var port in ports)
        {
            var uri = string.Create(CultureInfo.InvariantCulture, $"{scheme}://localhost:{port}/ipp/print/{RunningAgent.Pull}");
            var (code, text) = await Tool.RunAsync("ipptool", "cups-ipp-utils", agent.Folder, TimeSpan.FromSeconds(30), ["-tv", uri, "get-printer-attributes.test"]);

            code.ShouldBe(0, text);
            text.ShouldContain("printer-state (enum) = idle");
        }
    }
}
