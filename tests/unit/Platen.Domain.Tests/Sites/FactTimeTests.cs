using Platen.Domain.Sites;
using Platen.Domain.Tests.Jobs;

namespace Platen.Domain.Tests.Sites;

public sealed class FactTimeTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(11, false)]
    [InlineData(-60 * 24 * 59, true)]
    [InlineData(-60 * 24 * 61, false)]
    public void Bound_ByMinutes_BelievesTheAgentsClockWithinBounds(int minutes, bool believed)
    {
        var reported = Sample.Now.AddMinutes(minutes);
        FactTime.Bound(reported, Sample.Now).ShouldBe(believed ? reported : Sample.Now);
    }
}
