using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Tests;

public sealed class SnmpTests
{
    [Theory]
    [InlineData("ready", "00 00", 3, 0)]
    [InlineData("out-of-paper", "40 04", 1, 808)]
    [InlineData("jammed", "04 00", 1, 8)]
    [InlineData("door-open", "08 00", 1, 3)]
    public async Task Condition_AskedByNetSnmp_IsThatOfThePrinterMib(string condition, string bits, int status, int alert)
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(Enum.Parse<MfpCondition>(condition.Replace("-", "", StringComparison.Ordinal), ignoreCase: true));

        var walk = await Peer.RunAsync("snmpwalk", "snmp", ["-v", "2c", "-c", "public", "-On", Address(mfp), "1.3.6.1.2.1"]);

        walk.ShouldContain($".1.3.6.1.2.1.25.3.5.1.2.1 = Hex-STRING: {bits}");
        walk.ShouldContain($".1.3.6.1.2.1.25.3.5.1.1.1 = INTEGER: {status}");
        walk.Contains($".1.3.6.1.2.1.43.18.1.1.7.1.1 = INTEGER: {alert}", StringComparison.Ordinal).ShouldBe(alert > 0);
        walk.ShouldContain($".1.3.6.1.2.1.43.5.1.1.17.1 = STRING: \"{mfp.Endpoints.SerialNumber}\"");
    }

    [Fact]
    public async Task LifeCount_AfterJobsAndARestart_CountsEveryPage()
    {
        await using var mfp = await RunningMfp.StartAsync();
        await mfp.PrintRawAsync(Documents.PostScript);
        await mfp.PrintedAsync(1);
        await mfp.RestartAsync();
        await mfp.PrintRawAsync(Documents.PostScript);
        await mfp.PrintedAsync(2);

        var answer = await Peer.RunAsync("snmpget", "snmp", ["-v", "1", "-c", "public", "-On", Address(mfp), "1.3.6.1.2.1.43.10.2.1.4.1.1"]);

        answer.ShouldContain("Counter32: 4");
        mfp.Files().ShouldContain("000002-raw.prn");
    }

    [Fact]
    public async Task UnknownObject_AskedInEachVersion_IsAnsweredAsItsVersionHasIt()
    {
        await using var mfp = await RunningMfp.StartAsync();

        (await Peer.RunAsync("snmpget", "snmp", ["-v", "2c", "-c", "public", "-On", Address(mfp), "1.3.6.1.2.1.99.1"])).ShouldContain("No Such Instance");
        (await Peer.RunAsync("snmpget", "snmp", ["-v", "1", "-c", "public", "-On", Address(mfp), "1.3.6.1.2.1.99.1"], exitCode: 2)).ShouldContain("noSuchName");
        (await Peer.RunAsync("snmpset", "snmp", ["-v", "2c", "-c", "public", "-On", Address(mfp), "1.3.6.1.2.1.1.5.0", "s", "x"], exitCode: 2)).ShouldContain("notWritable");
        await Peer.RunAsync("snmpget", "snmp", ["-v", "2c", "-c", "wrong", "-t", "0.2", "-r", "0", Address(mfp), "1.3.6.1.2.1.1.1.0"], exitCode: 1);
        (await Peer.RunAsync("snmpbulkwalk", "snmp", ["-v", "2c", "-c", "public", "-On", Address(mfp), "1.3.6.1.2.1"])).ShouldContain("virtual-mfp");
    }

    private static string Address(RunningMfp mfp) => $"udp:127.0.0.1:{mfp.Endpoints.SnmpPort}";
}
