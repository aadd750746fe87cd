using Platen.TestKit.Faults;

namespace Platen.E2E.Tests.Sites;

/// <summary>The ways in which a branch's line to the server fails, chosen at random, and its mending.</summary>
internal sealed class BranchLine(FaultProxy line, Random random, Action<string, string> did)
{
    private const int DelayMax = 400;
    private const int SlowBytesPerSecond = 400_000;
    private bool _isDeaf;

    public void Fail()
    {
        switch (random.Next(5))
        {
            case 0:
                did("cut", "the line");
                line.Cut();
                break;
            case 1:
                did("cut", "the line, which the server is not told");
                line.LeaveHalfOpen();
                break;
            case 2:
                line.Refuses = !line.Refuses;
                did("cut", line.Refuses ? "the line, which then refuses" : "the line, which is back");
                line.Cut();
                break;
            case 3:
                SetDeaf(!_isDeaf);
                did("deafened", _isDeaf ? "the branch hears nothing more of the server" : "the branch hears again");
                break;
            default:
                line.Down.Delay = line.Up.Delay = TimeSpan.FromMilliseconds(random.Next(DelayMax));
                line.Down.BytesPerSecond = random.Next(2) == 0 ? 0 : SlowBytesPerSecond;
                did("slowed", $"the line to {line.Down.BytesPerSecond} bytes/s, later by {line.Down.Delay.TotalMilliseconds} ms");
                break;
        }
    }

    public void Mend()
    {
        line.Refuses = false;
        line.Down.Delay = line.Up.Delay = TimeSpan.Zero;
        line.Down.BytesPerSecond = 0;
        SetDeaf(false);
    }

    // what the branch sends arrives, and is recorded; that it did, the branch does not hear
    private void SetDeaf(bool isDeaf)
    {
        _isDeaf = isDeaf;
        if (isDeaf)
        {
            line.Down.Stop();
            return;
        }

        line.Cut();
        line.Down.Go();
    }
}
