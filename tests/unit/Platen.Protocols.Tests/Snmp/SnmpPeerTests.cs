using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Platen.Protocols.Snmp;

namespace Platen.Protocols.Tests.Snmp;

/// <summary>The codec against net-snmp's client and agent.</summary>
public sealed class SnmpPeerTests
{
    private static readonly SnmpOid s_lifeCount = PrinterOids.PrtMarkerLifeCount.Append(1, 1);

    [Theory]
    [InlineData("1")]
    [InlineData("2c")]
    public async Task SnmpGetOfNetSnmp_AskingOurAgent_UnderstandsTheAnswer(string version)
    {
        using var agent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var answering = AnswerOnceAsync(agent, request => request.Pdu with
        {
            Type = SnmpPduType.Response,
            Variables = [new SnmpVarBind(PrinterOids.SysDescr, SnmpValue.OctetString("Platen MFP")), new SnmpVarBind(s_lifeCount, SnmpValue.Counter32(4_000_000_000))],
        });

        var text = await Peer.RunAsync("snmpget", "snmp", ["-v", version, "-c", "public", "-On", "-r", "0", Address(agent), PrinterOids.SysDescr.ToString(), s_lifeCount.ToString()]);

        (await answering).Pdu.Variables.Select(variable => variable.Oid).ShouldBe([PrinterOids.SysDescr, s_lifeCount]);
        text.ShouldContain(".1.3.6.1.2.1.1.1.0 = STRING: \"Platen MFP\"");
        text.ShouldContain("Counter32: 4000000000");
    }

    [Fact]
    public async Task SnmpBulkGetOfNetSnmp_Decoded_GivesItsRepetitions()
    {
        using var agent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var answering = AnswerOnceAsync(agent, request => request.Pdu with
        {
            Type = SnmpPduType.Response,
            ErrorStatusOrNonRepeaters = 0,
            ErrorIndexOrMaxRepetitions = 0,
            Variables = [new SnmpVarBind(PrinterOids.SysDescr, SnmpValue.Exception(SnmpValueKind.EndOfMibView))],
        });

        var text = await Peer.RunAsync("snmpbulkget", "snmp", ["-v", "2c", "-c", "public", "-On", "-r", "0", "-Cn1", "-Cr7", Address(agent), "1.3.6.1.2.1.1", "1.3.6.1.2.1.25"]);

        var request = (await answering).Pdu;
        (request.Type, request.ErrorStatusOrNonRepeaters, request.ErrorIndexOrMaxRepetitions, request.Variables.Length).ShouldBe((SnmpPduType.GetBulk, 1, 7, 2));
        text.ShouldContain("No more variables left in this MIB View");
    }

    [Fact]
    public async Task SnmpdOfNetSnmp_AskedByUs_Answers()
    {
        var port = Peer.FreeUdpPort();
        var folder = Directory.CreateTempSubdirectory("platen-snmpd-");
        var configuration = Path.Combine(folder.FullName, "snmpd.conf");
        await File.WriteAllTextAsync(configuration, $"agentaddress udp:127.0.0.1:{port}\nrocommunity public\nsysName printer-7\nsysLocation floor 2\n");
        using var snmpd = Peer.Start("snmpd", "snmpd", ["-f", "-Lo", "-C", "-c", configuration, "-I", "-smux"], [("SNMP_PERSISTENT_DIR", folder.FullName)]);
        try
        {
            using var client = new UdpClient();
            client.Connect(IPAddress.Loopback, port);

            var get = await AskAsync(client, SnmpPdu.Request(SnmpPduType.Get, 1, PrinterOids.SysName, PrinterOids.SysUpTime, s_lifeCount));
            get.Variables[0].Value.AsText().ShouldBe("printer-7");
            get.Variables[1].Value.Kind.ShouldBe(SnmpValueKind.TimeTicks);
            get.Variables[2].Value.IsAbsent.ShouldBeTrue();

            var next = await AskAsync(client, SnmpPdu.Request(SnmpPduType.GetNext, 2, SnmpOid.Parse("1.3.6.1.2.1.1.5")));
            next.Variables[0].Oid.ShouldBe(PrinterOids.SysName);

            var bulk = await AskAsync(client, SnmpPdu.Bulk(3, 0, 40, SnmpOid.Parse("1.3.6.1.2.1.1")));
            bulk.Variables.Length.ShouldBe(40);
            bulk.Variables.Select(variable => variable.Oid).Order().ShouldBe(bulk.Variables.Select(variable => variable.Oid));
        }
        finally
        {
            snmpd.Kill();
            await snmpd.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static string Address(UdpClient agent) => string.Create(CultureInfo.InvariantCulture, $"udp:127.0.0.1:{((IPEndPoint)agent.Client.LocalEndPoint!).Port}");

    private static async Task<SnmpMessage> AnswerOnceAsync(UdpClient agent, Func<SnmpMessage, SnmpPdu> answer)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var datagram = await agent.ReceiveAsync(deadline.Token);
        var request = SnmpCodec.Decode(datagram.Buffer, SnmpLimits.Default);
        await agent.SendAsync(SnmpCodec.Encode(request with { Pdu = answer(request) }), datagram.RemoteEndPoint, deadline.Token);
        return request;
    }

    /// <summary>Asks until the agent is up; a refused datagram surfaces as a socket error on the next receive.</summary>
    private static async Task<SnmpPdu> AskAsync(UdpClient client, SnmpPdu pdu)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            try
            {
                await client.SendAsync(SnmpCodec.Encode(new SnmpMessage(SnmpVersion.V2c, "public", pdu)), deadline.Token);
                var response = SnmpCodec.Decode((await client.ReceiveAsync(deadline.Token)).Buffer, SnmpLimits.Default);
                if (response.Pdu.RequestId == pdu.RequestId)
                {
                    return response.Pdu;
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                deadline.Token.WaitHandle.WaitOne();
            }
        }

        throw new TimeoutException($"snmpd has not answered request {pdu.RequestId} within 20 s");
    }
}
