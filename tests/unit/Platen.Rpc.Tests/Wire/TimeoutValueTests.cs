using Platen.Rpc.Wire;

namespace Platen.Rpc.Tests.Wire;

public sealed class TimeoutValueTests
{
    [Theory]
    [InlineData("1H", 3600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3000)]
    [InlineData("250m", 250)]
    [InlineData("2000u", 2)]
    [InlineData("5000000n", 5)]
    [InlineData("0S", 0)]
    [InlineData("00000001S", 1000)]
    public void TryParse_EveryUnit_IsRead(string text, long milliseconds)
    {
        TimeoutValue.TryParse(text, out var timeout).ShouldBeTrue();
        timeout.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("5")]
    [InlineData("5s")]
    [InlineData("-5S")]
    [InlineData("+5S")]
    [InlineData(" 5S")]
    [InlineData("5 S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    [InlineData("٥S")]
    public void TryParse_Malformed_IsRefused(string text)
    {
        TimeoutValue.TryParse(text, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("99999999H")]
    [InlineData("99999999M")]
    public void TryParse_LongerThanATimerCanBe_IsClamped(string text)
    {
        TimeoutValue.TryParse(text, out var timeout).ShouldBeTrue();
        timeout.ShouldBe(TimeoutValue.Max);
    }

    [Theory]
    [InlineData(0, "0u")]
    [InlineData(-1, "0u")]
    [InlineData(1, "1u")]
    [InlineData(10, "1u")]
    [InlineData(11, "2u")]
    [InlineData(TimeSpan.TicksPerSecond, "1000000u")]
    [InlineData(99_999_999 * TimeSpan.TicksPerMicrosecond, "99999999u")]
    [InlineData((99_999_999 * TimeSpan.TicksPerMicrosecond) + 1, "100000m")]
    [InlineData(long.MaxValue, "4233600S")]
    public void Format_Ticks_UsesTheFinestUnitThatFitsAndRoundsUp(long ticks, string text)
    {
        TimeoutValue.Format(TimeSpan.FromTicks(ticks)).ShouldBe(text);
    }

    [Fact]
    public void FormatThenTryParse_RandomTimeouts_AreNeverShorterNorMuchLonger()
    {
        var random = new Random(2);
        for (var i = 0; i < 1000; i++)
        {
            var timeout = TimeSpan.FromTicks(random.NextInt64(1L << random.Next(1, 45)));

            TimeoutValue.TryParse(TimeoutValue.Format(timeout), out var parsed).ShouldBeTrue();

            (parsed >= timeout).ShouldBeTrue();
            (parsed - timeout).Ticks.ShouldBeLessThanOrEqualTo(Math.Max(10, timeout.Ticks / 1000));
        }
    }
}
