namespace Platen.Engine.Embedded.Requests;

internal enum RequestState
{
    Waiting,
    Running,

    /// <summary>Its caller gave up before it started: it will not run.</summary>
    Abandoned,
    Ended,
}
