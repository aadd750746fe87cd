// In the agent these words mean the messages that it journals and sends; the domain's namesakes are the cluster's.
global using ColourMode = Platen.Contracts.AgentLink.V1.ColourMode;
global using CommandDone = Platen.Contracts.AgentLink.V1.CommandDone;
global using CopyPlace = Platen.Contracts.AgentLink.V1.CopyPlace;
global using DeletionCause = Platen.Contracts.AgentLink.V1.DeletionCause;
global using DeliveryProtocol = Platen.Contracts.AgentLink.V1.DeliveryProtocol;
global using DeviceObserved = Platen.Contracts.AgentLink.V1.DeviceObserved;
global using DocumentFacts = Platen.Contracts.AgentLink.V1.DocumentFacts;
global using IntakeProtocol = Platen.Contracts.AgentLink.V1.IntakeProtocol;
global using JobCopied = Platen.Contracts.AgentLink.V1.JobCopied;
global using JobDeleted = Platen.Contracts.AgentLink.V1.JobDeleted;
global using JobOwnerResolved = Platen.Contracts.AgentLink.V1.JobOwnerResolved;
global using JobPagesCounted = Platen.Contracts.AgentLink.V1.JobPagesCounted;
global using JobReceived = Platen.Contracts.AgentLink.V1.JobReceived;
global using JobReleaseFinished = Platen.Contracts.AgentLink.V1.JobReleaseFinished;
global using JobReleaseStarted = Platen.Contracts.AgentLink.V1.JobReleaseStarted;
global using JobRoamed = Platen.Contracts.AgentLink.V1.JobRoamed;
global using LoggedOut = Platen.Contracts.AgentLink.V1.LoggedOut;
global using LoginAttempted = Platen.Contracts.AgentLink.V1.LoginAttempted;
global using LoginMethod = Platen.Contracts.AgentLink.V1.LoginMethod;
global using LoginResult = Platen.Contracts.AgentLink.V1.LoginResult;
global using PageCount = Platen.Contracts.AgentLink.V1.PageCount;
global using ReleaseOutcome = Platen.Contracts.AgentLink.V1.ReleaseOutcome;
global using Sides = Platen.Contracts.AgentLink.V1.Sides;

// These are the domain's: the agent decides with them, and only its records say them in the contract's words.
global using IntakePolicy = Platen.Domain.Queues.IntakePolicy;
global using JobReach = Platen.Domain.Jobs.JobReach;
global using ReaderFormat = Platen.Domain.Cards.ReaderFormat;
global using SecondPhase = Platen.Domain.Users.SecondPhase;
global using OwnerEvidence = Platen.Domain.Queues.OwnerEvidence;
global using UnsafeContentPolicy = Platen.Domain.Queues.UnsafeContentPolicy;
