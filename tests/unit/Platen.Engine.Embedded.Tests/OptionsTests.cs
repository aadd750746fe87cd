using Microsoft.Extensions.Options;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests;

public sealed class OptionsTests
{
    [Fact]
    public async Task Options_WithSeveralErrors_AreRefusedWithAllOfThem()
    {
        var fault = Should.Throw<OptionsValidationException>(static () => new EngineHost(static options =>
        {
            options.CallTimeout = TimeSpan.Zero;
            options.MaxEnqueuedRequests = 0;
            options.CollectionQuantum = TimeSpan.FromHours(1);
        }));
        fault.Failures.Count().ShouldBe(3);
        fault.Message.ShouldContain("EmbeddedGrainOptions.CallTimeout is 00:00:00. Set it to 00:00:00.1000000 to 7.00:00:00.");
        fault.Message.ShouldContain("MaxEnqueuedRequests is 0. Set it to 1 to 10000000.");
        fault.Message.ShouldContain("CollectionQuantum is 01:00:00, but must be shorter than IdleAge");
        await Task.CompletedTask;
    }
}
