using System.Diagnostics;
using Platen.Protocols.Snmp;

namespace Platen.Protocols.Tests.Snmp;

public sealed class SnmpCodecTests
{
    /// <summary>GetRequest of sysDescr.0 by net-snmp: version 2c, community public, request-id 0x1234.</summary>
    internal static byte[] Get { get; } = Convert.FromHexString("302702010104067075626C6963A01A02021234020100020100300E300C06082B060102010101000500");

    internal static byte[] Response { get; } = SnmpCodec.Encode(new SnmpMessage(SnmpVersion.V2c, "public", new SnmpPdu
    {
        Type = SnmpPduType.Response,
        RequestId = 7,
        Variables = [new SnmpVarBind(PrinterOids.SysDescr, SnmpValue.OctetString("MFP")), new SnmpVarBind(PrinterOids.PrtMarkerLifeCount.Append(1, 1), SnmpValue.Counter32(99))],
    }));

    [Fact]
    public void GetRequest_Encoded_IsTheOctetsOfTheStandard() =>
        SnmpCodec.Encode(new SnmpMessage(SnmpVersion.V2c, "public", SnmpPdu.Request(SnmpPduType.Get, 0x1234, PrinterOids.SysDescr))).ShouldBe(Get);

    [Fact]
    public void GetRequest_Decoded_GivesItsFields()
    {
        var message = SnmpCodec.Decode(Get, SnmpLimits.Default);

        message.Version.ShouldBe(SnmpVersion.V2c);
        message.Community.ShouldBe("public");
        message.Pdu.Type.ShouldBe(SnmpPduType.Get);
        message.Pdu.RequestId.ShouldBe(0x1234);
        message.Pdu.Variables.ShouldBe([new SnmpVarBind(PrinterOids.SysDescr, SnmpValue.Null)]);
        message.ToString().ShouldNotContain("public");
    }

    [Fact]
    public void EveryKindOfValue_EncodedAndDecoded_IsTheSame()
    {
        var oid = SnmpOid.Parse("1.3.6.1.4.1.4294967295.127.128.16383.16384");
        SnmpValue[] values =
        [
            SnmpValue.Null, SnmpValue.Integer(0), SnmpValue.Integer(-1), SnmpValue.Integer(int.MinValue), SnmpValue.Integer(int.MaxValue), SnmpValue.OctetString("Drucker ü"),
            SnmpValue.OctetString(Array.Empty<byte>()), SnmpValue.ObjectIdentifier(oid), SnmpValue.ObjectIdentifier(new SnmpOid(0, 0)), SnmpValue.ObjectIdentifier(new SnmpOid(2, 999)),
            SnmpValue.Counter32(uint.MaxValue), SnmpValue.Gauge32(0x80), SnmpValue.TimeTicks(0x8000_0000), SnmpValue.Counter64(ulong.MaxValue),
            SnmpValue.Exception(SnmpValueKind.NoSuchObject), SnmpValue.Exception(SnmpValueKind.NoSuchInstance), SnmpValue.Exception(SnmpValueKind.EndOfMibView),
        ];
        foreach (var type in Enum.GetValues<SnmpPduType>())
        {
            var pdu = new SnmpPdu { Type = type, RequestId = -5, ErrorStatusOrNonRepeaters = 2, ErrorIndexOrMaxRepetitions = 20, Variables = [.. values.Select(value => new SnmpVarBind(oid, value))] };

            var read = SnmpCodec.Decode(SnmpCodec.Encode(new SnmpMessage(SnmpVersion.V1, "c", pdu)), SnmpLimits.Default);

            read.Version.ShouldBe(SnmpVersion.V1);
            (read.Pdu.Type, read.Pdu.RequestId, read.Pdu.ErrorStatus, read.Pdu.ErrorIndexOrMaxRepetitions).ShouldBe((type, -5, SnmpErrorStatus.NoSuchName, 20));
            read.Pdu.Variables.Select(variable => variable.Value).ShouldBe(values);
            read.Pdu.Variables.ShouldAllBe(variable => variable.Oid == oid);
        }
    }

    [Theory]
    [InlineData("41050080000000", 0x8000_0000L)] // as the standard has it
    [InlineData("410480000000", 0x8000_0000L)] // a counter without its leading zero, as some devices send it
    [InlineData("0203000001", 1L)] // needless leading octets
    [InlineData("0202FFFF", -1L)]
    public void NumbersAsDevicesSendThem_Decoded_AreUnderstood(string element, long number)
    {
        var value = Convert.FromHexString(element);
        byte[] oid = [0x06, 0x01, 0x2B];
        byte[] variable = [0x30, (byte)(oid.Length + value.Length), .. oid, .. value];
        byte[] pdu = [0x02, 0x01, 0x01, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00, 0x30, (byte)variable.Length, .. variable];
        byte[] message = [0x30, (byte)(pdu.Length + 8), 0x02, 0x01, 0x01, 0x04, 0x01, 0x63, 0xA2, (byte)pdu.Length, .. pdu];

        SnmpCodec.Decode(message, SnmpLimits.Default).Pdu.Variables[0].Value.AsNumber().ShouldBe(number);
    }

    [Fact]
    public void EveryPrefix_Decoded_IsMalformed()
    {
        for (var length = 0; length < Get.Length; length++)
        {
            Should.Throw<SnmpFormatException>(() => SnmpCodec.Decode(Get.AsSpan(0, length), SnmpLimits.Default)).Error.ShouldBe(SnmpFormatError.Malformed);
        }

        Should.Throw<SnmpFormatException>(() => SnmpCodec.Decode([.. Get, 0], SnmpLimits.Default)).Error.ShouldBe(SnmpFormatError.Malformed);
    }

    [Fact]
    public void OtherVersionsAndTraps_Decoded_AreNamed()
    {
        var version3 = Get.ToArray();
        version3[4] = 3;
        var trap = Get.ToArray();
        trap[13] = 0xA4;

        Should.Throw<SnmpFormatException>(() => SnmpCodec.Decode(version3, SnmpLimits.Default)).Error.ShouldBe(SnmpFormatError.UnknownVersion);
        Should.Throw<SnmpFormatException>(() => SnmpCodec.Decode(trap, SnmpLimits.Default)).Error.ShouldBe(SnmpFormatError.UnknownPdu);
    }

    [Fact]
    public void EachLimit_Exceeded_Throws()
    {
        Error(new SnmpLimits { MessageBytesMax = Get.Length - 1 }).ShouldBe(SnmpFormatError.LimitExceeded);
        Error(new SnmpLimits { CommunityBytesMax = 5 }).ShouldBe(SnmpFormatError.LimitExceeded);
        Error(new SnmpLimits { VariablesMax = 0 }).ShouldBe(SnmpFormatError.LimitExceeded);
        Error(new SnmpLimits { ValueBytesMax = -1 }).ShouldBe(SnmpFormatError.LimitExceeded);
        SnmpCodec.Decode(Get, new SnmpLimits { MessageBytesMax = Get.Length, CommunityBytesMax = 6, VariablesMax = 1, ValueBytesMax = 0 });
    }

    [Fact]
    public void RandomMessages_EncodedAndDecoded_AreTheSame()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var variables = Enumerable.Range(0, random.Next(10)).Select(_ => new SnmpVarBind(Oid(random), Value(random)));
            var pdu = SnmpPdu.Bulk(random.Next(), random.Next(9), random.Next(99)) with { Variables = [.. variables] };

            var read = SnmpCodec.Decode(SnmpCodec.Encode(new SnmpMessage(SnmpVersion.V2c, "püblic", pdu)), SnmpLimits.Default);

            read.Community.ShouldBe("püblic");
            read.Pdu.Variables.ShouldBe(pdu.Variables, $"seed {seed}");
        }
    }

    [Fact]
    public void Oids_Compared_AreInTheOrderOfAWalk()
    {
        SnmpOid[] walk = [SnmpOid.Parse("1.3.6.1"), SnmpOid.Parse("1.3.6.1.0"), SnmpOid.Parse(".1.3.6.1.2"), SnmpOid.Parse("1.3.6.1.10"), SnmpOid.Parse("1.3.6.2")];

        walk.Reverse().Order().ShouldBe(walk);
        walk[2].StartsWith(walk[0]).ShouldBeTrue();
        walk[4].StartsWith(walk[0]).ShouldBeFalse();
        walk[0].Append(0).ShouldBe(walk[1]);
        walk[0].ToString().ShouldBe("1.3.6.1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("3.1")]
    [InlineData("1.40")]
    [InlineData("1.3..6")]
    [InlineData("1.3.-6")]
    [InlineData("1.3.4294967296")]
    [InlineData(null)]
    public void TextThatIsNoOid_Parsed_IsRefused(string? text) => SnmpOid.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void ErrorStateBits_Decoded_AreThoseOfTheStandard()
    {
        PrinterErrorStates.Decode([0x40]).ShouldBe(PrinterErrorState.NoPaper);
        PrinterErrorStates.Decode([0x04, 0x04]).ShouldBe(PrinterErrorState.Jammed | PrinterErrorState.InputTrayEmpty);
        PrinterErrorStates.Decode([]).ShouldBe(PrinterErrorState.None);
        PrinterErrorStates.Decode([0xFF, 0xFF, 0xFF]).ShouldBe((PrinterErrorState)0x7FFF);
        for (var bits = 0; bits <= 0x7FFF; bits++)
        {
            PrinterErrorStates.Decode(PrinterErrorStates.Encode((PrinterErrorState)bits)).ShouldBe((PrinterErrorState)bits);
        }
    }

    private static SnmpFormatError Error(SnmpLimits limits) => Should.Throw<SnmpFormatException>(() => SnmpCodec.Decode(Get, limits)).Error;

    private static SnmpOid Oid(Random random) => new([1, 3, .. Enumerable.Range(0, random.Next(20)).Select(_ => (uint)random.NextInt64(random.Next(2) == 0 ? 200 : uint.MaxValue))]);

    private static SnmpValue Value(Random random) => random.Next(6) switch
    {
        0 => SnmpValue.Integer(random.Next(int.MinValue, int.MaxValue)),
        1 => SnmpValue.OctetString(new string('x', random.Next(300))),
        2 => SnmpValue.Counter64((ulong)random.NextInt64()),
        3 => SnmpValue.Gauge32((uint)random.NextInt64(uint.MaxValue)),
        4 => SnmpValue.ObjectIdentifier(Oid(random)),
        _ => SnmpValue.Exception(SnmpValueKind.NoSuchInstance),
    };
}
