using System.Buffers.Binary;
using static Platen.Protocols.Tests.Pjl.Guard.Guarded;

namespace Platen.Protocols.Tests.Pjl.Guard;

/// <summary>A UEL inside counted data is data; the same octets behind it are a UEL.</summary>
public sealed class RasterDataTests
{
    private const string Attack = Uel + "@PJL FSDELETE NAME=\"0:\\a\"\r\n";

    // mutant: a guard that looks for UELs everywhere cuts a hole into each of these rows
    [Theory]
    [InlineData("PCL", "\eE\e*r1A\e*b2m{0}W{1}\e*rC\eE")]
    [InlineData("PCL", "\eE\e*b0m{0}V{1}\eE")]
    [InlineData("PCL", "\eE\e(s{0}W{1}\e&p{0}X{1}\eE")]
    [InlineData("", "\eE\e*r1A\e*b{0}W{1}\e*rC\eE")]
    public void Uel_InAPclRow_IsData_AndBehindItIsNot(string language, string document)
    {
        var data = string.Format(System.Globalization.CultureInfo.InvariantCulture, document, Attack.Length, Attack);
        var start = Uel + (language.Length > 0 ? $"@PJL ENTER LANGUAGE={language}\r\n" : "");
        for (var piece = 1; piece < 50; piece++)
        {
            Of(start + data + Attack + Uel, pieceBytes: piece).Text.ShouldBe(start + data + Uel + Uel, $"pieces of {piece}");
        }
    }

    [Fact]
    public void PclCount_BeyondWhatDevicesTake_DoesNotHideACommand()
    {
        var data = "\eE\e*b99999999W" + new string('x', 32_767);

        Of(data + Attack).Text.ShouldBe(data + Uel);
    }

    [Fact]
    public void Uel_InPclXlData_IsData_AndBehindItIsNot()
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, Attack.Length);
        var text = ") HP-PCL XL;2;0;Comment\n\xC1\x58\x02\xF8\x86\xC8\xC0\x03" + "abc\xF8\x81\x41" // a value, an array, operators
            + "\xFA" + System.Text.Encoding.Latin1.GetString(length) + Attack + "\xB1" // embedded data
            + "\xC8\xC1" + (char)Attack.Length + "\0" + Attack + "\xF8\xA2\xB0"; // an array of octets
        for (var piece = 1; piece < 50; piece++)
        {
            Of(text + Attack + Uel, pieceBytes: piece).Text.ShouldBe(text + Uel + Uel, $"pieces of {piece}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Uel_InARasterRow_IsData_AndBehindItIsNot(bool isUrf)
    {
        byte[] document = isUrf ? [.. "UNIRAST\0"u8, 0, 0, 0, 1, .. UrfPage()] : [.. "RaS2"u8, .. PwgPage()];
        byte[] sent = [.. Octets(Uel + "@PJL ENTER LANGUAGE=AUTO\r\n"), .. document, .. Octets(Attack + Uel)];
        byte[] kept = [.. Octets(Uel + "@PJL ENTER LANGUAGE=AUTO\r\n"), .. document, .. Octets(Uel + Uel)];
        for (var piece = 1; piece < 50; piece++)
        {
            Of(sent, pieceBytes: piece).Bytes.ShouldBe(kept, $"pieces of {piece}");
        }
    }

    [Fact]
    public void BrokenRaster_IsGivenUp_AndAUelInItIsTakenForOne()
    {
        byte[] page = [.. "RaS2"u8, .. new byte[1796]]; // no width, no height

        Of([.. page, .. Octets(Attack)]).Bytes.ShouldBe([.. page, .. Octets(Uel)]);
    }

    // two rows of literal pixels, and two that repeat one
    private static byte[] Rows() => [0, Literal(Attack.Length), .. Octets(Attack), 0, Literal(Attack.Length), .. Octets(Attack), 1, (byte)(Attack.Length - 1), 0x1B];

    private static byte Literal(int pixels) => (byte)(257 - pixels);

    private static byte[] PwgPage()
    {
        var header = new byte[1796];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(372), Attack.Length);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(376), 4);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(388), 8);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(392), Attack.Length);
        "PwgRaster\0"u8.CopyTo(header);
        Octets(Attack).CopyTo(header, 64); // the header has texts of the sender
        return [.. header, .. Rows()];
    }

    private static byte[] UrfPage()
    {
        var header = new byte[32];
        header[0] = 8;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(12), Attack.Length);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), 5);
        return [.. header, .. Rows(), 0, 2, 0x1B, 0x80]; // the last row: three pixels, the rest white
    }
}
