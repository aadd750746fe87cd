using System.Text;
using Platen.SiteAgent.Intake;

namespace Platen.SiteAgent.Tests.Intake;

public sealed class BitmapCounterTests
{
    private static readonly byte[] TwoPages = [.. Bitmap(9, 3), .. Bitmap(16, 2)];

    [Fact]
    public void Stream_CutAnywhere_CountsTheSame()
    {
        for (var cut = 0; cut <= TwoPages.Length; cut++)
        {
            var counter = new BitmapCounter();
            counter.Take(TwoPages.AsSpan(0, cut));
            counter.Take(TwoPages.AsSpan(cut));
            counter.Complete();
            (counter.Count, counter.Damaged).ShouldBe((2, false), $"cut at {cut}");
        }
    }

    [Fact]
    public void Stream_ByteByByte_CountsTheSame()
    {
        var counter = new BitmapCounter();
        foreach (var octet in TwoPages)
        {
            counter.Take([octet]);
        }

        counter.Complete();
        (counter.Count, counter.Damaged).ShouldBe((2, false));
    }

    [Fact]
    public void Prefix_OfAStream_IsDamagedUnlessItEndsBetweenBitmaps()
    {
        for (var length = 0; length <= TwoPages.Length; length++)
        {
            var counter = new BitmapCounter();
            counter.Take(TwoPages.AsSpan(0, length));
            counter.Complete();
            counter.Damaged.ShouldBe(length != 0 && length != Bitmap(9, 3).Length && length != TwoPages.Length, $"prefix of {length}");
        }
    }

    [Theory]
    [InlineData("P5\n1 1\nx")]
    [InlineData("P4\n0 5\n")]
    [InlineData("P4\n-1 5\n")]
    [InlineData("P4\n99999999999999999999 5\n")]
    [InlineData("P4\n100001 1\n")]
    [InlineData("P4\n8 x\n")]
    [InlineData("P4\n8 1\nxtrailing")]
    [InlineData("hello")]
    public void Stream_OfAnythingElse_IsDamaged(string text) => ShouldBeDamaged(Encoding.ASCII.GetBytes(text));

    [Fact]
    public void Header_WithoutEnd_IsDamaged() => ShouldBeDamaged(Encoding.ASCII.GetBytes("P4\n#" + new string('x', 10_000)));

    [Fact]
    public void Noise_OfAnySeed_EndsWithoutFault()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var noise = TwoPages.ToArray();
            var random = new Random(seed);
            noise[random.Next(noise.Length)] = (byte)random.Next(256);
            var counter = new BitmapCounter();
            counter.Take(noise);
            counter.Complete();
            counter.Count.ShouldBeInRange(0, noise.Length);
        }
    }

    private static void ShouldBeDamaged(byte[] stream)
    {
        var counter = new BitmapCounter();
        counter.Take(stream);
        counter.Complete();
        counter.Damaged.ShouldBeTrue();
    }

    private static byte[] Bitmap(int width, int height) =>
        [.. Encoding.ASCII.GetBytes($"P4\n# Image by a test\n{width} {height}\n"), .. Enumerable.Repeat((byte)'P', (width + 7) / 8 * height)];
}
