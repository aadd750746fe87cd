using Platen.SiteAgent.Intake.Hosting;

namespace Platen.SiteAgent.Tests.Intake;

public sealed class IntakeMemoryPoolTests
{
    private readonly IntakeMemoryPool _pool = new();

    [Fact]
    public void Rent_AnySizeUpToABlock_GivesAWholeBlock()
    {
        foreach (var size in (int[])[-1, 0, 4096, IntakeMemoryPool.BlockBytes])
        {
            using var block = _pool.Rent(size);
            block.Memory.Length.ShouldBe(IntakeMemoryPool.BlockBytes);
        }
    }

    [Fact]
    public void Rent_MoreThanABlock_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => _pool.Rent(IntakeMemoryPool.BlockBytes + 1));

    [Fact]
    public void Dispose_Twice_GivesTheBlockToOneOnly()
    {
        // the mutant: a block that returns itself at each disposal would be lent to two connections, and mix two people's documents
        var block = _pool.Rent();
        block.Dispose();
        block.Dispose();
        using var first = _pool.Rent();
        using var second = _pool.Rent();
        first.Memory.Span[0] = 1;
        second.Memory.Span[0] = 2;
        first.Memory.Span[0].ShouldBe((byte)1);
    }

    [Fact]
    public void Memory_AfterDispose_IsNotReachable()
    {
        var block = _pool.Rent();
        block.Dispose();
        Should.Throw<ObjectDisposedException>(() => block.Memory);
    }
}
